package io.leaddispatcher.web.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.document.Violation;
import io.leaddispatcher.domain.field.FieldCatalogue;
import io.leaddispatcher.web.document.Tree;
import io.leaddispatcher.web.layout.Wording;
import io.leaddispatcher.web.layout.Words;
import java.math.BigDecimal;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;

class SpellingTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    private static final Map<String, ?> MIA =
            Map.of(
                    "name",
                    "Mia",
                    "email",
                    "mia@x.test",
                    "timeZone",
                    "Europe/Berlin",
                    "workingHours",
                    Map.of("MON-FRI", List.of("09:00-17:00")),
                    "capacity",
                    Map.of("open", BigDecimal.valueOf(25)),
                    "skills",
                    Map.of("language", List.of("de", "en")),
                    "outOfOffice",
                    List.of(
                            Map.of(
                                    "from", "2026-12-20T08:00:30Z",
                                    "to", "2027-01-03T08:00:00Z",
                                    "delegate", "ben")),
                    "notifications",
                    Map.of("quiet", "kept"));

    private static final Map<String, ?> POOL =
            Map.of(
                    "name",
                    "EMEA",
                    "strategy",
                    "WEIGHTED",
                    "members",
                    List.of(
                            Map.of("rep", "mia", "weight", BigDecimal.valueOf(3)),
                            Map.of("rep", "ben")));

    @Test
    void whatAFormDoesNotChangeStaysToTheLetter() {
        for (var each : Map.of(SetupKind.REP, MIA, SetupKind.POOL, POOL).entrySet()) {
            var spelling = spelling(each.getKey());

            assertThat(
                            spelling.filled(
                                    each.getValue(), form(each.getKey(), each.getValue()), BERLIN))
                    .isEqualTo(each.getValue());
        }
    }

    @Test
    void hoursAreShownDayByDayAndANewDayIsAdded() {
        var form = form(SetupKind.REP, MIA);
        assertThat(form.getFirst("workingHours.WED")).isEqualTo("09:00-17:00");
        form.set("workingHours.SAT", " 22:00 \u2013 2:00 ; 9:00-10:00");

        assertThat(Paths.get(spelling(SetupKind.REP).filled(MIA, form, BERLIN), "workingHours"))
                .isEqualTo(
                        Map.of(
                                "MON", List.of("09:00-17:00"),
                                "TUE", List.of("09:00-17:00"),
                                "WED", List.of("09:00-17:00"),
                                "THU", List.of("09:00-17:00"),
                                "FRI", List.of("09:00-17:00"),
                                "SAT", List.of("22:00-02:00", "09:00-10:00")));
    }

    @Test
    void momentsAreThoseOfTheRepsClocks() {
        var form = form(SetupKind.REP, MIA);
        assertThat(form.getFirst("outOfOffice.0.to")).isEqualTo("2027-01-03T09:00");
        form.set("outOfOffice.0.to", "2027-01-04T00:00");

        assertThat(Paths.get(spelling(SetupKind.REP).filled(MIA, form, BERLIN), "outOfOffice"))
                .isEqualTo(
                        List.of(
                                Map.of(
                                        "from", "2026-12-20T08:00:30Z",
                                        "to", "2027-01-03T23:00:00Z",
                                        "delegate", "ben")));
    }

    /** From winter into summer, and the two nights in which clocks are turned. */
    @ParameterizedTest
    @CsvSource({
        "2026-12-24T09:00, 2026-12-24T14:00:00Z",
        "2027-07-01T09:00, 2027-07-01T13:00:00Z",
        "2026-11-01T01:30, 2026-11-01T05:30:00Z",
        "2027-03-14T03:30, 2027-03-14T07:30:00Z"
    })
    void aMomentStaysThroughAnyNumberOfRefusals(String typed, String meant) {
        var form = freshRep("America/New_York", typed);
        for (int refusal = 0; refusal < 4; refusal++) {
            var zone = Spelling.zone(form, Map.of(), BERLIN);
            assertThat(zone).isEqualTo(NEW_YORK);
            var filled = spelling(SetupKind.REP).filled(Map.of(), form, zone);
            assertThat(Paths.get(filled, "outOfOffice")).asString().contains("from=" + meant);
            var shown = Shapes.of(SetupKind.REP).texts(filled, zone).get("outOfOffice.0.from");
            assertThat(shown).isEqualTo(typed);
            form.set("outOfOffice.0.from", shown);
        }
    }

    @Test
    void momentsMeanTheZoneThatTheirFormNames() {
        var moved = form(SetupKind.REP, MIA);
        moved.set("timeZone", "America/New_York");
        var zone = Spelling.zone(moved, MIA, BERLIN);

        assertThat(Paths.get(spelling(SetupKind.REP).filled(MIA, moved, zone), "outOfOffice"))
                .isEqualTo(
                        List.of(
                                Map.of(
                                        "from", "2026-12-20T14:00:00Z",
                                        "to", "2027-01-03T14:00:00Z",
                                        "delegate", "ben")));
    }

    @Test
    void aFormGoesByTheClocksThatItNamesOrElseByThoseOfBefore() {
        var kept = Map.of("timeZone", "America/New_York");

        assertThat(Spelling.zone(freshRep("Asia/Tokyo", ""), kept, BERLIN))
                .isEqualTo(ZoneId.of("Asia/Tokyo"));
        assertThat(Spelling.zone(freshRep("Asia/Nowhere", ""), kept, BERLIN)).isEqualTo(NEW_YORK);
        assertThat(Spelling.zone(freshRep("Asia/Nowhere", ""), Map.of(), BERLIN)).isEqualTo(BERLIN);
        assertThat(Spelling.zone(freshRep(" ", ""), kept, BERLIN)).isEqualTo(BERLIN);
    }

    private static MultiValueMap<String, String> freshRep(String zone, String from) {
        var sent = new LinkedMultiValueMap<String, String>();
        sent.set("timeZone", zone);
        sent.set("outOfOffice", "1");
        sent.set("outOfOffice.0.from", from);
        return sent;
    }

    @Test
    void whatIsEmptiedGoesWithItsParts() {
        var form = form(SetupKind.REP, MIA);
        form.set("capacity.open", " ");
        form.set("skills", "");
        List.of("from", "to", "delegate").forEach(name -> form.set("outOfOffice.0." + name, ""));

        assertThat(spelling(SetupKind.REP).filled(MIA, form, BERLIN))
                .doesNotContainKeys("capacity", "skills", "outOfOffice")
                .containsKey("notifications");
    }

    @Test
    void rowsThatWereTakenOutAreGoneAndNewOnesStandAtTheEnd() {
        var form = form(SetupKind.POOL, POOL);
        form.remove("members.0.rep");
        form.remove("members.0.weight");
        form.remove("members.0.priority");
        form.set("members.7.rep", "zoe");
        form.set("members.7.weight", "2");
        form.set("members.8.rep", "");

        assertThat(spelling(SetupKind.POOL).filled(POOL, form, BERLIN).get("members"))
                .isEqualTo(
                        List.of(
                                Map.of("rep", "ben"),
                                Map.of("rep", "zoe", "weight", BigDecimal.valueOf(2))));
    }

    @Test
    void anOrderThatDoesNotFitStaysForTheApplicationToRefuse() {
        var form = form(SetupKind.POOL, POOL);
        form.set("members.1.weight", "many");

        assertThat(Paths.get(spelling(SetupKind.POOL).filled(POOL, form, BERLIN), "members"))
                .asString()
                .contains("weight=many");
    }

    @Test
    void ticksThatAreNotSentAreTakenAwayOnlyByTheFormThatHasThem() {
        var form = new LinkedMultiValueMap<String, String>();
        assertThat(spelling(SetupKind.REP).filled(MIA, form, BERLIN)).isEqualTo(MIA);
        form.set("ticks", "1");
        assertThat(spelling(SetupKind.REP).filled(MIA, form, BERLIN))
                .containsEntry("active", false);
    }

    @Test
    void aProblemStandsBesideTheInputThatItCameFrom() {
        var problems =
                spelling(SetupKind.REP)
                        .problems(
                                List.of(
                                        violation("/workingHours/WED/0"),
                                        violation("/outOfOffice/0/to"),
                                        violation("/skills/language/1"),
                                        violation("/notifications/quiet")),
                                MIA,
                                words());

        assertThat(problems.beside().keySet())
                .containsExactlyInAnyOrder("workingHours.WED", "outOfOffice.0.to", "skills");
        assertThat(problems.others()).hasSize(1);
    }

    @Test
    void aProblemOfALanguageStandsInItsRow() {
        var template =
                new LinkedHashMap<String, Object>(Map.of("name", "Thanks", "texts", Map.of()));
        var texts = new LinkedHashMap<String, Object>();
        texts.put("en", Map.of("subject", "Hi", "body", "Hi"));
        texts.put("de", Map.of("subject", "{{x}}", "body", "Hallo"));
        template.put("texts", texts);

        assertThat(
                        spelling(SetupKind.TEMPLATE)
                                .problems(
                                        List.of(violation("/texts/de/subject")), template, words())
                                .beside())
                .containsOnlyKeys("texts.1.subject");
    }

    @Test
    void aConditionWithoutGroupsIsRowsAndBack() {
        var segment =
                Map.of(
                        "name",
                        "Big",
                        "when",
                        Map.of(
                                "any",
                                List.of(
                                        leaf("company.employees", "gte", BigDecimal.TEN),
                                        leaf("company.country", "in", List.of("DE", "AT")))));
        var form = form(SetupKind.SEGMENT, segment);
        assertThat(form.getFirst("questions.1.value")).isEqualTo("DE, AT");
        assertThat(spelling(SetupKind.SEGMENT).filled(segment, form, BERLIN)).isEqualTo(segment);
        form.set("questions.2.field", "contact.email");
        form.set("questions.2.op", "exists");
        form.set("questions.0.value", "250");
        form.set("match", "all");

        assertThat(spelling(SetupKind.SEGMENT).filled(segment, form, BERLIN).get("when"))
                .isEqualTo(
                        Map.of(
                                "all",
                                List.of(
                                        leaf("company.employees", "gte", new BigDecimal("250")),
                                        leaf("company.country", "in", List.of("DE", "AT")),
                                        Map.of("field", "contact.email", "op", "exists"))));
        assertThat(
                        spelling(SetupKind.SEGMENT)
                                .problems(List.of(violation("/when/any/1/value")), segment, words())
                                .beside())
                .containsOnlyKeys("questions.1.value");
    }

    /** What is no number, or could be two, stays text for the application to refuse. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gte | 250 | 250",
                "gte | 0,5 | 0.5",
                "gte | 1.000 | <1.000>",
                "gte | 1,000 | <1,000>",
                "gte | 0.125 | 0.125",
                "gte | 1.1250 | 1.1250",
                "between | 50, 200 | [50, 200]",
                "between | 50 - 200 | [50, 200]",
                "between | 1,5; 2,5 | [1.5, 2.5]",
                "between | 1,5, 2,5 | [1.5, 2.5]",
                "in | 10,20 | [<10,20>]",
                "in | 10,20,30 | [<10,20,30>]",
                "in | 7 | [7]"
            })
    void numbersAreReadAsTheyAreTypedAnywhere(String operator, String typed, String meant) {
        var form = new LinkedMultiValueMap<String, String>();
        form.set("name", "Big");
        form.set("match", "all");
        form.set("questions", "1");
        form.set("questions.0.field", "company.employees");
        form.set("questions.0.op", operator);
        form.set("questions.0.value", typed);
        var when = spelling(SetupKind.SEGMENT).filled(Map.of(), form, BERLIN).get("when");

        assertThat(told(Tree.of(when).trees("all").getFirst().get("value"))).isEqualTo(meant);
    }

    private static String told(@Nullable Object value) {
        return switch (value) {
            case String text -> "<" + text + ">";
            case List<?> items ->
                    items.stream()
                            .map(SpellingTest::told)
                            .collect(Collectors.joining(", ", "[", "]"));
            case null, default -> String.valueOf(value);
        };
    }

    @Test
    void aNumberThatCouldBeAThousandIsShownSoThatItIsReadAgain() {
        var segment =
                Map.of(
                        "name",
                        "Odd",
                        "when",
                        Map.of("all", List.of(leaf("lead.score", "gte", new BigDecimal("1.125")))));
        var form = form(SetupKind.SEGMENT, segment);
        assertThat(form.getFirst("questions.0.value")).isEqualTo("1.1250");
        form.set("match", "any");

        assertThat(spelling(SetupKind.SEGMENT).filled(segment, form, BERLIN).get("when"))
                .isEqualTo(
                        Map.of(
                                "any",
                                List.of(leaf("lead.score", "gte", new BigDecimal("1.1250")))));
        var weight = new Slot("weight", Slot.Type.NUMBER);
        assertThat(weight.toValue("0,5", BERLIN)).isEqualTo(new BigDecimal("0.5"));
        assertThat(weight.toValue("1.000", BERLIN)).isEqualTo("1.000");
    }

    @Test
    void placesAreReadInAnyLanguage() {
        for (String typed : List.of("52.52, 13.405, 30", "52,52; 13,405; 30")) {
            var form = new LinkedMultiValueMap<String, String>();
            form.set("questions", "1");
            form.set("questions.0.field", "company.geo");
            form.set("questions.0.op", "within_km");
            form.set("questions.0.value", typed);
            assertThat(spelling(SetupKind.SEGMENT).filled(Map.of(), form, BERLIN).get("when"))
                    .isEqualTo(
                            Map.of(
                                    "all",
                                    List.of(
                                            leaf(
                                                    "company.geo",
                                                    "within_km",
                                                    Map.of(
                                                            "lat", new BigDecimal("52.52"),
                                                            "lon", new BigDecimal("13.405"),
                                                            "km", new BigDecimal("30"))))));
        }
    }

    @Test
    void aConditionWithGroupsIsJson() {
        var nested = Map.of("all", List.of(Map.of("any", List.of(leaf("lead.source", "eq", "x")))));
        var segment = Map.of("name", "Deep", "when", nested);
        var form = form(SetupKind.SEGMENT, segment);
        assertThat(form.getFirst("when")).contains("lead.source");
        assertThat(spelling(SetupKind.SEGMENT).filled(segment, form, BERLIN)).isEqualTo(segment);
        form.set("when", "{\"field\":\"lead.score\",\"op\":\"gt\",\"value\":5}");

        assertThat(spelling(SetupKind.SEGMENT).filled(segment, form, BERLIN).get("when"))
                .isEqualTo(leaf("lead.score", "gt", BigDecimal.valueOf(5)));
    }

    @Test
    void timesAreSaidShortly() {
        var slot = new Slot("at", Slot.Type.DURATION);
        var utc = ZoneId.of("UTC");
        assertThat(slot.toText("PT4H", utc)).isEqualTo("4 h");
        assertThat(slot.toText("PT60S", utc)).isEqualTo("1 min");
        assertThat(slot.toValue("90 s", utc)).isEqualTo("PT1M30S");
        assertThat(slot.toValue("2 Tage", utc)).isEqualTo("PT48H");
        assertThat(slot.toValue("3 std", utc)).isEqualTo("PT3H");
        assertThat(slot.toValue("50%", utc)).isEqualTo("50%");
        assertThat(slot.toValue("soon", utc)).isEqualTo("soon");
    }

    private static Map<String, Object> leaf(String field, String operator, Object value) {
        return Map.of("field", field, "op", operator, "value", value);
    }

    private static Violation violation(String pointer) {
        return new Violation(pointer, Violation.Code.MALFORMED, "wrong");
    }

    private static Spelling spelling(SetupKind kind) {
        return new Spelling(kind, FieldCatalogue.standard());
    }

    /** What a browser sends of a form that nobody has touched. */
    private static MultiValueMap<String, String> form(SetupKind kind, Map<String, ?> document) {
        var sent = new LinkedMultiValueMap<String, String>();
        var spread = spelling(kind).spread(document);
        Shapes.of(kind)
                .texts(spread, Spelling.zone(document, BERLIN))
                .forEach((name, text) -> {
                    if (!(name.equals("paused") && text.isEmpty())) {
                        sent.add(name, text);
                    }
                });
        Shapes.of(kind).rows().forEach(group -> sent.add(group.name(), "1"));
        sent.add("ticks", "1");
        return sent;
    }

    @Test
    void aFieldThatThePickListDoesNotKnowIsTyped() {
        var form = new LinkedMultiValueMap<String, String>();
        form.set("name", "Known to the CRM");
        form.set("match", "all");
        form.set("questions", "1");
        form.set("questions.0.field", "_other");
        form.set("questions.0.other", "custom.wheels");
        form.set("questions.0.op", "exists");
        form.set("questions.1.field", "_other");
        form.set("questions.1.op", "missing");

        assertThat(spelling(SetupKind.SEGMENT).filled(Map.of(), form, BERLIN).get("when"))
                .isEqualTo(
                        Map.of(
                                "all",
                                List.of(
                                        Map.of("field", "custom.wheels", "op", "exists"),
                                        Map.of("field", "", "op", "missing"))));
    }

    private static Words words() {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("messages");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        return new Wording(messages, InstantSource.system()).in(Locale.ENGLISH);
    }
}
