package io.leaddispatcher.domain.lead.normal;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** States, provinces and the like by ISO 3166-2. */
public final class States {

    private static final Pattern CODE = Pattern.compile("([A-Z]{2})-[A-Z0-9]{1,3}");
    private static final Pattern LOCAL_CODE = Pattern.compile("[A-Z0-9]{1,3}");

    /** By country, blank, and the words of the name. */
    private static final ImmutableMap<String, String> BY_NAME = byName();

    private static final ImmutableMap<String, String> NAMES = names(Resource.lines("states.txt"));

    // Of these only the nations are named, and there are two hundred codes besides.
    private static final String PARTLY_NAMED = "GB";

    private States() {}

    /** Whether this has the form of a code of a known country: {@code DE-BE}. */
    public static boolean isCode(String text) {
        return CODE.matcher(text).matches() && Countries.isCode(country(text));
    }

    /** The country of a code. */
    public static String country(String code) {
        return code.substring(0, 2);
    }

    /**
     * The code for a whole code, or for the local part or the name of a state of {@code country}.
     * Names are known for a few countries only; local parts are believed where they are not.
     */
    public static Optional<String> code(String text, @Nullable String country) {
        String upper = text.strip().toUpperCase(Locale.ROOT).replace('_', '-');
        if (isCode(upper)) {
            return Optional.of(upper);
        }
        if (country == null) {
            return Optional.empty();
        }
        Optional<String> named = Optional.ofNullable(BY_NAME.get(country + " " + Words.of(text)));
        return named.or(() ->
                LOCAL_CODE.matcher(upper).matches() && !isTabled(country)
                        ? Optional.of(country + "-" + upper)
                        : Optional.empty());
    }

    /**
     * All codes that may be meant where nobody says of which country, in alphabetical order: the
     * code itself, else those of states with this local part or name. Empty where none is known.
     */
    public static ImmutableList<String> codes(String text) {
        String upper = text.strip().toUpperCase(Locale.ROOT).replace('_', '-');
        if (isCode(upper)) {
            return ImmutableList.of(upper);
        }
        String words = Words.of(text);
        return words.isEmpty()
                ? ImmutableList.of()
                : BY_NAME.entrySet().stream()
                        .filter(named -> named.getKey().substring(3).equals(words))
                        .map(Map.Entry::getValue)
                        .sorted()
                        .collect(ImmutableList.toImmutableList());
    }

    /** English names by code, for the few countries whose states are known by name. */
    public static ImmutableMap<String, String> names() {
        return NAMES;
    }

    private static ImmutableMap<String, String> names(List<String> lines) {
        ImmutableMap.Builder<String, String> names = ImmutableMap.builder();
        for (String line : lines) {
            String[] columns = line.split("\\|", -1);
            names.put(columns[0], columns[1].split(";", -1)[0]);
        }
        return names.buildOrThrow();
    }

    private static boolean isTabled(String country) {
        return BY_NAME.containsKey(country + " ") && !country.equals(PARTLY_NAMED);
    }

    private static ImmutableMap<String, String> byName() {
        Map<String, String> codes = new HashMap<>();
        for (String line : Resource.lines("states.txt")) {
            String[] columns = line.split("\\|", -1);
            String code = columns[0];
            String country = country(code);
            codes.put(country + " ", code);
            codes.put(country + " " + Words.of(code.substring(3)), code);
            for (String name : columns[1].split(";", -1)) {
                codes.put(country + " " + Words.of(name), code);
            }
        }
        return ImmutableMap.copyOf(codes);
    }
}
