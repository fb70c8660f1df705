// The runner asks for mocha's files without an extension, as they were before mocha 12 called them `.cjs`.
const { _extensions: extensions } = require('node:module');
extensions['.cjs'] ??= extensions['.js'];
