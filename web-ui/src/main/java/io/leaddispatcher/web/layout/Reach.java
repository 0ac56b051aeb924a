package io.leaddispatcher.web.layout;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Links by which somebody is called or written to. What looks like no number or address has none.
 */
public final class Reach {

    private static final Pattern PHONE = Pattern.compile("\\+?[0-9(][0-9 ()./\\u00a0-]{3,30}[0-9]");
    private static final Pattern EMAIL =
            Pattern.compile("[A-Za-z0-9._+~-]{1,64}@[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+");
    private static final int LONGEST = 254;

    private Reach() {}

    public static @Nullable String phone(@Nullable String said) {
        if (said == null || !PHONE.matcher(said.strip()).matches()) {
            return null;
        }
        return "tel:" + said.strip().replaceAll("[^+0-9]", "");
    }

    public static @Nullable String email(@Nullable String said) {
        return said == null || said.length() > LONGEST || !EMAIL.matcher(said.strip()).matches()
                ? null
                : "mailto:" + said.strip();
    }
}
