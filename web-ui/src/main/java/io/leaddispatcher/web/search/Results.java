package io.leaddispatcher.web.search;

import io.leaddispatcher.application.lead.LeadSummaryView;
import io.leaddispatcher.application.search.Found;
import io.leaddispatcher.application.search.Thing;
import io.leaddispatcher.web.layout.Words;
import io.leaddispatcher.web.lead.LeadRow;
import io.leaddispatcher.web.search.SearchView.Badge;
import io.leaddispatcher.web.search.SearchView.Group;
import io.leaddispatcher.web.search.SearchView.Hit;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Puts what was found in order: first where one can go, then whom one may mean, then the rest. */
record Results(String q, Words words) {

    private static final int PLACES = 6;
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    SearchView of(List<Place> places, List<LeadSummaryView> leads, List<Found> things) {
        var groups = new ArrayList<Group>();
        if (q.isEmpty()) {
            add(groups, "acts", places(places, Place::isAct));
            add(groups, "pages", places(places, place -> !place.isAct()));
        } else {
            add(groups, "places", matching(places));
            add(groups, "leads", leads(leads));
            for (Thing thing : Thing.values()) {
                add(
                        groups,
                        thing.name().toLowerCase(Locale.ROOT),
                        things.stream()
                                .filter(found -> found.thing() == thing)
                                .map(this::hit)
                                .toList());
            }
        }
        int all = groups.stream().mapToInt(group -> group.hits().size()).sum();
        return new SearchView(q, groups, words.say("search.said", all));
    }

    private void add(List<Group> groups, String id, List<Hit> hits) {
        if (!hits.isEmpty()) {
            groups.add(new Group(id, words.say("search.group." + id), hits));
        }
    }

    private List<Hit> places(List<Place> places, Predicate<Place> which) {
        return places.stream().filter(which).map(this::hit).toList();
    }

    /** By name before by what else it may be called. */
    private List<Hit> matching(List<Place> places) {
        var asked = split(q);
        if (asked.isEmpty()) {
            return List.of();
        }
        return Stream.of(true, false)
                .flatMap(byName ->
                        places.stream()
                                .filter(place -> byName == begins(name(place), asked))
                                .filter(place ->
                                        byName || begins(name(place) + " " + others(place), asked))
                                .sorted(
                                        Comparator.comparing(place ->
                                                !folded(name(place)).startsWith(folded(q)))))
                .limit(PLACES)
                .map(this::hit)
                .toList();
    }

    /** Whether each word that is asked for begins one of the text. */
    private static boolean begins(String text, List<String> asked) {
        var known = split(text);
        return asked.stream()
                .allMatch(word -> known.stream().anyMatch(each -> each.startsWith(word)));
    }

    private static List<String> split(String text) {
        return BETWEEN.splitAsStream(folded(text)).filter(word -> !word.isEmpty()).toList();
    }

    private String name(Place place) {
        return words.say("search.place." + place.name());
    }

    private String others(Place place) {
        return words.say("search.words." + place.name());
    }

    private Hit hit(Place place) {
        return new Hit(place.href(), place.icon(), name(place), null, null, false);
    }

    private List<Hit> leads(List<LeadSummaryView> leads) {
        var hits =
                leads.stream()
                        .map(lead -> LeadRow.of(lead, words))
                        .map(Results::hit)
                        .collect(Collectors.toCollection(ArrayList::new));
        if (!hits.isEmpty()) {
            hits.add(
                    new Hit(
                            "/leads?q=" + URLEncoder.encode(q, StandardCharsets.UTF_8),
                            "search",
                            words.say("search.leads.all", q),
                            null,
                            null,
                            true));
        }
        return hits;
    }

    private static Hit hit(LeadRow lead) {
        var detail =
                Stream.of(lead.company(), lead.detail())
                        .filter(text -> text != null && !text.equals(lead.title()))
                        .collect(Collectors.joining(" \u00b7 "));
        return new Hit(
                "/leads/" + lead.id(),
                "inbox",
                lead.title(),
                detail.isEmpty() ? null : detail,
                new Badge(lead.tone(), lead.status()),
                true);
    }

    private Hit hit(Found found) {
        var detail =
                switch (found.thing()) {
                    case CONNECTION -> words.name("connection.type", found.detail());
                    default -> found.detail().isEmpty() ? found.key() : found.detail();
                };
        return new Hit(
                href(found),
                icon(found.thing()),
                found.name(),
                detail.equals(found.name()) ? null : detail,
                null,
                false);
    }

    private static String href(Found found) {
        var key = URLEncoder.encode(found.key(), StandardCharsets.UTF_8);
        return switch (found.thing()) {
            case REP -> "/reps/" + key;
            case TEAM -> "/teams/" + key;
            case POOL -> "/pools/" + key;
            case QUEUE -> "/queues?queue=" + key;
            case RULE -> "/policy?kind=%s#rule=%s".formatted(found.within(), key);
            case TERRITORY -> "/territories/" + key;
            case SEGMENT -> "/segments/" + key;
            case FIELD -> "/fields/" + key;
            case LIST -> "/lists/" + key;
            case SLA_POLICY -> "/sla/" + key;
            case TEMPLATE -> "/templates/" + key;
            case CONNECTION -> "/connections/" + key;
        };
    }

    private static String icon(Thing thing) {
        return switch (thing) {
            case REP, TEAM -> "user";
            case POOL, RULE, TERRITORY -> "route";
            case QUEUE, SLA_POLICY -> "clock";
            case SEGMENT, FIELD -> "sliders";
            case LIST -> "check";
            case TEMPLATE -> "mail";
            case CONNECTION -> "plug";
        };
    }

    private static String folded(String text) {
        return MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
    }
}
