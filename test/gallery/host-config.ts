/** Host configs that draw like Teams does: its spacing and sizes, and the colours of its three themes. */

export type Theme = 'light' | 'dark' | 'contrast';

export const THEMES: readonly Theme[] = ['light', 'dark', 'contrast'];

interface Palette {
  readonly page: string;
  readonly bubble: string;
  readonly border: string;
  readonly text: string;
  readonly subtle: string;
  readonly accent: string;
  readonly good: string;
  readonly warning: string;
  readonly attention: string;
  /** Backgrounds of the container styles. */
  readonly boxes: Readonly<Record<'emphasis' | 'accent' | 'good' | 'warning' | 'attention', string>>;
  readonly button: string;
  readonly primary: string;
  readonly onPrimary: string;
}

export const PALETTES: Readonly<Record<Theme, Palette>> = {
  light: {
    page: '#f5f5f5',
    bubble: '#ffffff',
    border: '#d1d1d1',
    text: '#252424',
    subtle: '#616161',
    accent: '#5b5fc7',
    good: '#237b4b',
    warning: '#835c00',
    attention: '#c4314b',
    boxes: { emphasis: '#f5f5f5', accent: '#e8ebfa', good: '#e7f2da', warning: '#fbf6d9', attention: '#fcf4f6' },
    button: '#ffffff',
    primary: '#5b5fc7',
    onPrimary: '#ffffff',
  },
  dark: {
    page: '#1f1f1f',
    bubble: '#292929',
    border: '#525252',
    text: '#ffffff',
    subtle: '#adadad',
    accent: '#9299f7',
    good: '#92c353',
    warning: '#f8d22a',
    attention: '#f9526b',
    boxes: { emphasis: '#333333', accent: '#323348', good: '#0d2e0d', warning: '#463100', attention: '#3e1f25' },
    button: '#292929',
    primary: '#4f52b2',
    onPrimary: '#ffffff',
  },
  contrast: {
    page: '#000000',
    bubble: '#000000',
    border: '#ffffff',
    text: '#ffffff',
    subtle: '#ffffff',
    accent: '#ffff01',
    good: '#3ff23f',
    warning: '#ffff01',
    attention: '#ff5f5f',
    boxes: { emphasis: '#000000', accent: '#000000', good: '#000000', warning: '#000000', attention: '#000000' },
    button: '#000000',
    primary: '#1aebff',
    onPrimary: '#000000',
  },
};

/** What the adaptivecards renderer takes as its host config. */
export function hostConfigOf(theme: Theme): object {
  const palette = PALETTES[theme];
  const fonts = {
    fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
    fontWeights: { lighter: 300, default: 400, bolder: 600 },
  };
  const style = (backgroundColor: string) => ({
    backgroundColor,
    borderColor: palette.border,
    foregroundColors: colours(palette),
  });
  return {
    supportsInteractivity: true,
    spacing: { extraSmall: 4, small: 8, default: 12, medium: 16, large: 20, extraLarge: 24, padding: 16 },
    separator: { lineThickness: 1, lineColor: palette.border },
    fontTypes: {
      default: { fontFamily: "'Segoe UI', system-ui, sans-serif", ...fonts },
      monospace: { fontFamily: "Consolas, 'Courier New', monospace", ...fonts },
    },
    textStyles: { heading: { size: 'large', weight: 'bolder' } },
    containerStyles: {
      default: style(palette.bubble),
      ...Object.fromEntries(Object.entries(palette.boxes).map(([name, colour]) => [name, style(colour)])),
    },
    actions: {
      maxActions: 6,
      spacing: 'default',
      buttonSpacing: 8,
      showCard: { actionMode: 'inline', inlineTopMargin: 16, style: 'emphasis' },
      actionsOrientation: 'horizontal',
      actionAlignment: 'left',
      allowButtonsToWrap: true,
    },
    adaptiveCard: { allowCustomStyle: false },
    factSet: {
      title: { size: 'default', color: 'default', isSubtle: false, weight: 'bolder', wrap: true, maxWidth: 160 },
      value: { size: 'default', color: 'default', isSubtle: false, weight: 'default', wrap: true },
      spacing: 16,
    },
  };
}

function colours(palette: Palette): object {
  const pair = (colour: string) => ({ default: colour, subtle: colour });
  return {
    default: { default: palette.text, subtle: palette.subtle },
    dark: pair(palette.text),
    light: pair(palette.bubble),
    accent: pair(palette.accent),
    good: pair(palette.good),
    warning: pair(palette.warning),
    attention: pair(palette.attention),
  };
}
