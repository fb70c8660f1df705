/**
 * Loaded into a process of which we are the parent (`node --import`): it ends when we end, even by SIGKILL, because its
 * stdin is a pipe that only we hold.
 */
process.stdin.on('end', () => process.exit(0));
process.stdin.on('error', () => process.exit(0));
process.stdin.resume();
