import { webLightTheme } from "@fluentui/react-components";
import { themeOf } from "../app/theme";
import { host } from "../xrm/state";

/** `context.fluentDesignLanguage` of the theme that is on. */
export function fluentDesignLanguage(): ComponentFramework.FluentDesignState {
  const { theme } = host();
  return {
    tokenTheme: themeOf(theme),
    brand: brandRamp(),
    isDarkTheme: theme !== "light",
  } as ComponentFramework.FluentDesignState;
}

/** The sixteen shades of the brand: those that the light theme uses, the ones between from their neighbour. */
function brandRamp(): ComponentFramework.BrandVariants {
  const known: Readonly<Record<number, string>> = {
    40: webLightTheme.colorBrandBackgroundPressed,
    50: webLightTheme.colorBrandForegroundOnLightPressed,
    60: webLightTheme.colorBrandBackgroundSelected,
    70: webLightTheme.colorBrandBackgroundHover,
    80: webLightTheme.colorBrandBackground,
    100: webLightTheme.colorBrandForegroundInverted,
    110: webLightTheme.colorBrandForegroundInvertedHover,
    140: webLightTheme.colorBrandStroke2,
    150: webLightTheme.colorBrandBackground2Hover,
    160: webLightTheme.colorBrandBackground2,
  };
  const ramp: Record<number, string> = {};
  for (let shade = 10; shade <= 160; shade += 10)
    ramp[shade] = known[shade] ?? ramp[shade - 10] ?? webLightTheme.colorBrandBackgroundPressed;
  return ramp as ComponentFramework.BrandVariants;
}
