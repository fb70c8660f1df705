/** The spec reporter, closed by one plain line that a machine can read: `tests: N passed, N failed, N skipped`. */
const { reporters, Runner } = require('mocha');

module.exports = class PlainClosing extends reporters.Spec {
  constructor(runner, options) {
    super(runner, options);
    runner.once(Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures, pending } = this.stats;
      process.stdout.write(`tests: ${passes} passed, ${failures} failed, ${pending} skipped\n`);
    });
  }
};
