"""Reads each case with PyYAML, compares it with its JSON and prints what differs."""
import json
import sys

import yaml


def equal(a, b):
    if isinstance(a, dict):
        return isinstance(b, dict) and list(a) == list(b) and all(equal(a[key], b[key]) for key in a)
    if isinstance(a, list):
        return isinstance(b, list) and len(a) == len(b) and all(map(equal, a, b))
    if isinstance(a, (int, float)) and not isinstance(a, bool):
        return isinstance(b, (int, float)) and not isinstance(b, bool) and float(a) == float(b)
    return type(a) is type(b) and a == b


wrong = []
read = 0
for line in open(sys.argv[1], encoding="utf-8", newline="\n"):
    case = json.loads(line)
    read += 1
    try:
        if not equal(json.loads(case["json"]), yaml.safe_load(case["yaml"])):
            wrong.append({"yaml": case["yaml"], "problem": "reads something else"})
    except yaml.YAMLError as error:
        wrong.append({"yaml": case["yaml"], "problem": str(error)})
json.dump({"reader": f"PyYAML {yaml.__version__}", "read": read, "wrong": wrong}, sys.stdout)
