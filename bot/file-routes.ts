/** Where links to this bot lead: paths that the web server knows before the rest is loaded. */
export const BOARD_FILE = '/files/board.csv';
export const LICENCE_FILES = '/licences';
export const HISTORY_PATH = '/history';
export const PAGE_PATH = '/page';
