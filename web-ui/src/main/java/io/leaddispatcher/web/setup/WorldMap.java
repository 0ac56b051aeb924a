package io.leaddispatcher.web.setup;

import io.leaddispatcher.application.territory.TerritoryMapView;
import io.leaddispatcher.application.territory.TerritoryMapView.Share;
import io.leaddispatcher.web.layout.Words;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.text.Collator;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;

/**
 * The world, each country in the colour of the territory that it belongs to, and the same in words.
 *
 * @param countries those that are drawn
 * @param owners territories with a colour, by key
 * @param others territories that have parts of countries only, by key
 * @param unclaimed how many countries belong to nobody
 * @param contests places where nothing decides between two territories, in words
 */
record WorldMap(
        List<Country> countries,
        List<Owner> owners,
        List<Owner> others,
        int unclaimed,
        List<String> contests) {

    /** Neighbours in the list differ; after so many the colours come again. */
    private static final int COLOURS = 10;

    private static final int NAMED = 8;

    /** As {@code static/img/world.svg} names its paths. */
    private static final List<String> DRAWN = drawn();

    /**
     * @param code alpha-2, the id of its path
     * @param colour the class of its colour
     * @param parts whether others have parts of it
     * @param title what is told when it is pointed at
     * @param href the territory to go to; null when there is none
     */
    record Country(
            String code, String colour, boolean parts, String title, @Nullable String href) {}

    /**
     * @param colour null: none of its own
     * @param words which countries, or in which
     */
    record Owner(String key, String name, @Nullable String colour, String words) {}

    WorldMap {
        countries = List.copyOf(countries);
        owners = List.copyOf(owners);
        others = List.copyOf(others);
        contests = List.copyOf(contests);
    }

    static WorldMap of(TerritoryMapView view, Words words) {
        var locale = Locale.forLanguageTag(words.language());
        var owners = new ArrayList<Owner>();
        var others = new ArrayList<Owner>();
        var wholes = new HashMap<String, Owner>();
        var parts = new HashMap<String, List<String>>();
        for (Share share : view.shares()) {
            var key = share.key().value();
            boolean whole = !share.countries().isEmpty();
            var owner =
                    new Owner(
                            key,
                            share.name(),
                            whole ? "map-" + (owners.size() % COLOURS + 1) : null,
                            said(share, locale, words));
            (whole ? owners : others).add(owner);
            share.countries().forEach(code -> wholes.put(code, owner));
            share.parts().stream()
                    .filter(code -> !share.countries().contains(code))
                    .forEach(code ->
                            parts.computeIfAbsent(code, _ -> new ArrayList<>()).add(share.name()));
        }
        return new WorldMap(
                DRAWN.stream()
                        .map(code ->
                                country(
                                        code,
                                        wholes.get(code),
                                        parts.getOrDefault(code, List.of()),
                                        locale,
                                        words))
                        .toList(),
                owners,
                others,
                unclaimed(wholes.keySet(), parts.keySet()),
                contests(view, locale, words));
    }

    private static Country country(
            String code, @Nullable Owner owner, List<String> parts, Locale locale, Words words) {
        var name = name(code, locale);
        var title =
                owner == null
                        ? words.say("setup.map.nobody", name)
                        : words.say("setup.map.somebody", name, owner.name());
        return new Country(
                code,
                owner == null || owner.colour() == null ? "map-0" : owner.colour(),
                !parts.isEmpty(),
                parts.isEmpty()
                        ? title
                        : title + " \u00b7 " + words.say("setup.map.parts", joined(parts, words)),
                owner == null ? null : "/territories/" + owner.key());
    }

    private static String said(Share share, Locale locale, Words words) {
        var said = new ArrayList<String>();
        if (!share.countries().isEmpty()) {
            said.add(joined(names(share.countries(), locale), words));
        }
        var parts = new ArrayList<>(share.parts());
        parts.removeAll(share.countries());
        if (!parts.isEmpty()) {
            said.add(words.say("setup.map.parts.of", joined(names(parts, locale), words)));
        }
        return String.join(" \u00b7 ", said);
    }

    private static List<String> contests(TerritoryMapView view, Locale locale, Words words) {
        var called =
                view.shares().stream()
                        .collect(Collectors.toMap(Share::key, Share::name, (one, _) -> one));
        return view.contests().stream()
                .map(contest ->
                        words.say(
                                "setup.map.contest",
                                name(contest.country(), locale),
                                contest.country() + ":" + contest.postalCode(),
                                contest.territories().stream()
                                        .map(key -> called.getOrDefault(key, key.value()))
                                        .collect(Collectors.joining(", "))))
                .toList();
    }

    /** Of all that there are, also those too small to be drawn. */
    private static int unclaimed(Collection<String> wholes, Collection<String> parts) {
        Set<String> free = new HashSet<>(List.of(Locale.getISOCountries()));
        free.removeAll(wholes);
        free.removeAll(parts);
        return free.size();
    }

    private static List<String> names(Collection<String> codes, Locale locale) {
        return codes.stream().map(code -> name(code, locale)).sorted().toList();
    }

    private static String joined(List<String> names, Words words) {
        var shown = names.stream().limit(NAMED).collect(Collectors.joining(", "));
        return names.size() > NAMED
                ? words.say("setup.map.more", shown, names.size() - NAMED)
                : shown;
    }

    /** Every country's name by its code, sorted by name. */
    static Map<String, String> countries(Words words) {
        var locale = Locale.forLanguageTag(words.language());
        return List.of(Locale.getISOCountries()).stream()
                .map(code -> Map.entry(code, name(code, locale)))
                .sorted(Map.Entry.comparingByValue(Collator.getInstance(locale)))
                .collect(
                        Collectors.toMap(
                                Map.Entry::getKey,
                                Map.Entry::getValue,
                                (one, _) -> one,
                                LinkedHashMap::new));
    }

    private static String name(String code, Locale locale) {
        return new Locale.Builder().setRegion(code).build().getDisplayCountry(locale);
    }

    private static List<String> drawn() {
        try {
            var svg =
                    new ClassPathResource("static/img/world.svg")
                            .getContentAsString(StandardCharsets.UTF_8);
            return Pattern.compile("id=\"([A-Z]{2})\"")
                    .matcher(svg)
                    .results()
                    .map(found -> found.group(1))
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException("the map of the world cannot be read", e);
        }
    }
}
