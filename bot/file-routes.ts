/** Where signed links lead. */
export const BOARD_FILE = '/files/board.csv';
