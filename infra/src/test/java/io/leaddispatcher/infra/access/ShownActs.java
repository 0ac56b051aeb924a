package io.leaddispatcher.infra.access;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a page lets its reader do without typing an address: its links, forms and buttons. */
final class ShownActs {

    private static final Pattern TAG = Pattern.compile("<(a|form|button)\\b([^>]*)>");
    private static final Pattern ATTRIBUTE = Pattern.compile("([a-z-]+)=\"([^\"]*)\"");

    /** Files, and what filters take before any route. */
    private static final Pattern NO_ROUTE =
            Pattern.compile("(?:GET|POST) (?:/(?:css|js|img|vendor|webjars)/.*|/log(?:in|out))");

    private ShownActs() {}

    /** Each as method and path, as in {@code POST /logout}. */
    static Set<String> in(String html) {
        Set<String> acts = new TreeSet<>();
        TAG.matcher(html)
                .results()
                .forEach(tag -> {
                    Map<String, String> attributes = new TreeMap<>();
                    ATTRIBUTE
                            .matcher(tag.group(2))
                            .results()
                            .forEach(each -> attributes.put(each.group(1), each.group(2)));
                    switch (tag.group(1)) {
                        case "a" -> add(acts, "GET", attributes.get("href"));
                        case "form" ->
                                add(
                                        acts,
                                        attributes.getOrDefault("method", "get"),
                                        attributes.get("action"));
                        default -> add(acts, "POST", attributes.get("formaction"));
                    }
                });
        acts.removeIf(act -> NO_ROUTE.matcher(act).matches());
        return acts;
    }

    /** Of this program; others lead out of it or stay on the page. */
    private static void add(Set<String> acts, String method, @Nullable String target) {
        if (target != null && target.startsWith("/") && !target.startsWith("//")) {
            acts.add(method.toUpperCase(Locale.ROOT) + " " + target.replaceFirst("[?#].*", ""));
        }
    }
}
