package io.leaddispatcher.infra.browser;

import com.microsoft.playwright.options.ColorScheme;

/** What somebody looks at. */
enum Screen {
    DESK_LIGHT(1440, 900, ColorScheme.LIGHT),
    DESK_DARK(1440, 900, ColorScheme.DARK),
    PHONE_LIGHT(390, 844, ColorScheme.LIGHT),
    PHONE_DARK(390, 844, ColorScheme.DARK);

    final int width;
    final int height;
    final ColorScheme colours;

    Screen(int width, int height, ColorScheme colours) {
        this.width = width;
        this.height = height;
        this.colours = colours;
    }
}
