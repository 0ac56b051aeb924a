package io.leaddispatcher.domain.analysis;

import com.google.common.collect.ImmutableMap;
import io.leaddispatcher.domain.analysis.ValueTest.Containing;
import io.leaddispatcher.domain.analysis.ValueTest.EndingWith;
import io.leaddispatcher.domain.analysis.ValueTest.Matching;
import io.leaddispatcher.domain.analysis.ValueTest.StartingWith;
import io.leaddispatcher.domain.analysis.ValueTest.Written;
import io.leaddispatcher.domain.field.TextFolding;
import io.leaddispatcher.domain.lead.normal.Domains;
import io.leaddispatcher.domain.lead.normal.EmailAddresses;
import io.leaddispatcher.domain.lead.normal.PhoneNumbers;
import io.leaddispatcher.domain.lead.normal.Zones;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How the texts of a field are written, as far as an example has to know.
 *
 * @param usual what an example is when nothing speaks against it
 * @param heads what may stand between a demanded beginning and the rest
 * @param tails what may stand between the rest and a demanded end
 * @param accepts whether a lead that is sent such a text carries it as it is
 */
record TextForm(
        List<String> usual, List<String> heads, List<String> tails, Predicate<String> accepts) {

    private static final List<String> NOTHING = List.of("");
    private static final int MOST_MIDDLES = 16;

    private static final TextForm EMAIL =
            new TextForm(
                    List.of("ana@example.org", "ben@sample.net"),
                    List.of("", "ana", "ana@", "ana@example", "ana@example."),
                    List.of("", "@example.org", "example.org", ".org", "com"),
                    text -> isItself(EmailAddresses::address, text));

    private static final TextForm DOMAIN =
            new TextForm(
                    List.of("example.org", "sample.net"),
                    List.of("", "example", "example."),
                    List.of("", ".com", "example.org", "com"),
                    text -> isItself(Domains::registrable, text));

    private static final TextForm PHONE =
            new TextForm(
                    List.of("+493012345678", "+12125550123"),
                    List.of("", "+49", "+4930", "301234567", "30123456", "12345"),
                    List.of("", "1234567", "12345678", "123456789", "12345"),
                    text -> isItself(number -> PhoneNumbers.e164(number, null), text));

    private static final TextForm ZONE =
            new TextForm(
                    List.of("europe/berlin", "america/new_york", "asia/tokyo"),
                    List.of("", "europe/", "america/"),
                    List.of("", "berlin", "new_york", "tokyo", "/berlin"),
                    text ->
                            isItself(
                                    name ->
                                            Zones.zone(name)
                                                    .map(ZoneId::getId)
                                                    .map(TextFolding::fold),
                                    text));

    private static final ImmutableMap<String, TextForm> BY_PATH =
            ImmutableMap.<String, TextForm>builder()
                    .put("contact.email", EMAIL)
                    .put("company.domain", DOMAIN)
                    .put("contact.phone", PHONE)
                    .put("lead.timeZone", ZONE)
                    .put("company.state", plain("de-be", "us-ca", "fr-idf"))
                    .put("company.postalCode", plain("10115", "75001", "94105"))
                    .put("company.city", plain("Berlin", "Paris", "Chicago"))
                    .put("company.industry", plain("retail", "logistics", "education"))
                    .put("company.name", plain("Example Ltd", "Sample Inc"))
                    .put("contact.title", plain("Head of Operations", "Assistant"))
                    .put("lead.source", plain("web-form", "event", "referral"))
                    .put("lead.intent", plain("demo", "pricing", "question"))
                    .put("lead.urgency", plain("high", "low"))
                    .buildOrThrow();

    private static final TextForm OTHER = plain("example", "sample", "something else");

    static TextForm of(String path) {
        return BY_PATH.getOrDefault(path, OTHER);
    }

    private static TextForm plain(String... usual) {
        return new TextForm(
                Stream.of(usual).map(TextFolding::fold).toList(),
                List.of("", "a", "example "),
                List.of("", "a", " example"),
                _ -> true);
    }

    private static boolean isItself(Function<String, Optional<String>> normal, String text) {
        return normal.apply(text).filter(text::equals).isPresent();
    }

    /** Texts that may have what is asked, folded; whether they do is still to be seen. */
    Stream<String> candidates(List<Written> with) {
        if (with.isEmpty()) {
            return Stream.concat(usual.stream(), numbered());
        }
        String start = longest(with.stream().filter(StartingWith.class::isInstance));
        String end = longest(with.stream().filter(EndingWith.class::isInstance));
        String parts =
                with.stream()
                        .filter(Containing.class::isInstance)
                        .map(Texts::partOf)
                        .filter(part -> !start.contains(part) && !end.contains(part))
                        .distinct()
                        .collect(Collectors.joining());
        List<String> middles = middles(with);
        return Stream.concat(
                        Stream.of(start, end),
                        middles.stream().flatMap(middle -> around(start, middle + parts, end)))
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .distinct();
    }

    /** Texts in which all patterns may be found. */
    private static List<String> middles(List<Written> with) {
        List<String> texts = NOTHING;
        for (Written test : with) {
            if (test instanceof Matching(var pattern)) {
                List<String> samples = PatternSampler.samples(pattern.pattern());
                texts =
                        texts.stream()
                                .flatMap(text ->
                                        samples.stream()
                                                .flatMap(more ->
                                                        Stream.of(
                                                                text + " " + more,
                                                                more + " " + text)))
                                .map(TextFolding::fold)
                                .distinct()
                                .limit(MOST_MIDDLES)
                                .toList();
            }
        }
        return texts;
    }

    private Stream<String> around(String start, String middle, String end) {
        return heads.stream()
                .flatMap(head -> tails.stream().map(tail -> start + head + middle + tail + end));
    }

    /** More than a policy can exclude by naming them. */
    private Stream<String> numbered() {
        return Stream.iterate(2, number -> number < 20, number -> number + 1)
                .map(number -> "%s %d".formatted(usual.getFirst(), number));
    }

    private static String longest(Stream<Written> tests) {
        return tests.map(Texts::partOf).max(Comparator.comparingInt(String::length)).orElse("");
    }
}
