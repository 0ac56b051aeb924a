package io.leaddispatcher.web.layout;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a form showed when it was opened comes along beside what is typed, as {@code shown-name}.
 * Only what differs is a wish; the rest stays as others may have set it meanwhile.
 */
public final class Shown {

    private static final String SHOWN = "shown-";

    private Shown() {}

    /** Whether somebody has changed it in the form. What was never shown counts as changed. */
    public static boolean isChanged(Map<String, String> sent, String name) {
        String typed = sent.get(name);
        String shown = sent.get(SHOWN + name);
        return typed != null && (shown == null || !plain(typed).equals(plain(shown)));
    }

    /** What somebody has changed in the form, by its names. */
    public static Map<String, String> changed(Map<String, String> sent) {
        Map<String, String> changed = new LinkedHashMap<>();
        sent.forEach((name, typed) -> {
            if (!name.startsWith(SHOWN) && isChanged(sent, name)) {
                changed.put(name, typed);
            }
        });
        return changed;
    }

    /** What a form that is shown again has in a field: what was typed, else what is set by now. */
    public static String again(Map<String, String> sent, String name, String set) {
        return isChanged(sent, name) ? sent.getOrDefault(name, set) : set;
    }

    /** Browsers send the ends of lines as they like. */
    private static String plain(String text) {
        return text.replace("\r\n", "\n").strip();
    }
}
