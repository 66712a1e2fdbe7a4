/**
 * Actions by their commit: a tag may move. These are of releases, at https://github.com/actions. Few, as each is code of somebody else.
 */
export const CHECKOUT = 'actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd # v6.0.2';
export const SETUP_NODE = 'actions/setup-node@53b83947a5a98c8d113130e565377fae1a50d02f # v6.3.0';
export const UPLOAD_ARTIFACT = 'actions/upload-artifact@bbbca2ddaa5d8feaa63e36b76fdaad77386f024f # v7.0.0';
export const CACHE = 'actions/cache@cdf6c1fa76f9f475f3d7449005a359c84ca0f306 # v5.0.3';
