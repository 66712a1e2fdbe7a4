export default { files: 'application' };
