package io.leaddispatcher.domain.lead;

import static io.leaddispatcher.domain.lead.Leads.ID;
import static io.leaddispatcher.domain.lead.Leads.NOW;
import static io.leaddispatcher.domain.lead.Leads.body;
import static io.leaddispatcher.domain.lead.Leads.document;
import static io.leaddispatcher.domain.lead.Leads.lead;
import static io.leaddispatcher.domain.lead.Leads.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.domain.field.FieldValue;
import io.leaddispatcher.domain.lead.Identity.By;
import io.leaddispatcher.domain.lead.Identity.Handle;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LeadTest {

    @Test
    void aLeadAnswersForEachPath() {
        Lead lead = lead("externalId", "hs-1", "kind", "call", "company.employees", 5);

        assertThat(lead.value("externalId")).contains(new FieldValue.Text("hs-1"));
        assertThat(lead.value("kind")).contains(new FieldValue.Text("call"));
        assertThat(lead.value("lead.receivedAt")).contains(new FieldValue.Moment(NOW));
        assertThat(lead.value("company.employees"))
                .contains(new FieldValue.Number(BigDecimal.valueOf(5)));
        assertThat(lead.text("company.employees")).isEmpty();
        assertThat(lead.value("company.city")).isEmpty();
    }

    @Test
    void aLeadIsAsOldAsItsFirstEventSays() {
        Instant said = Instant.parse("2026-01-01T00:00:00Z");
        Lead lead = lead("receivedAt", "2026-01-01T00:00:00Z");

        assertThat(lead.receivedAt()).isEqualTo(said);
        assertThat(lead.merge(body()).lead().receivedAt()).isEqualTo(said);
    }

    @Test
    void newValuesWinAndNoneIsLost() {
        Lead known = lead("contact.firstName", "Ana", "contact.title", "CTO", "lead.score", 5);

        Lead.Merged merged =
                known.merge(
                        body(
                                "externalId", "x-2",
                                "kind", "meeting",
                                "contact.title", "CEO",
                                "lead.score", 5,
                                "company.city", "Berlin"));

        assertThat(merged.lead().id()).isEqualTo(ID);
        assertThat(merged.lead().externalId()).isEqualTo("x-2");
        assertThat(merged.lead().text("contact.firstName")).contains("Ana");
        assertThat(merged.lead().text("contact.title")).contains("CEO");
        assertThat(merged.changed())
                .containsExactly("company.city", "contact.title", "externalId", "kind");
    }

    @Test
    void anEventThatSaysNothingNewChangesNothing() {
        Lead known = lead("externalId", "1", "kind", "call", "contact.email", "a@acme.de");

        Lead.Merged merged = known.merge(read(document("contact.email", "A@acme.de"), List.of()));

        assertThat(merged.lead()).isEqualTo(known);
        assertThat(merged.changed()).isEmpty();
    }

    @Test
    void theDomainOfABusinessAddressIsTheCompanys() {
        assertThat(lead("contact.email", "ana@mail.acme.de").text("company.domain"))
                .contains("acme.de");
        assertThat(lead("contact.email", "ana@gmail.com").text("company.domain")).isEmpty();
        assertThat(
                        lead("contact.email", "ana@acme.de", "company.domain", "globex.com")
                                .text("company.domain"))
                .contains("globex.com");
    }

    @Test
    void aDomainThatNobodySaidFollowsTheAddress() {
        LeadBody moved = body("contact.email", "ana@globex.com");

        assertThat(lead("contact.email", "a@acme.de").merge(moved).lead().text("company.domain"))
                .contains("globex.com");
        assertThat(lead("company.domain", "acme.de").merge(moved).lead().text("company.domain"))
                .contains("acme.de");
        Lead.Merged lost =
                lead("contact.email", "a@acme.de").merge(body("contact.email", "a@gmail.com"));
        assertThat(lost.lead().text("company.domain")).isEmpty();
        assertThat(lost.changed()).containsExactly("company.domain", "contact.email");
    }

    @Test
    void whatNeededTheCountryIsReadOnceItIsKnown() {
        Lead waiting = lead("contact.phone", "030 1234567", "company.state", "BE");
        assertThat(waiting.issues()).hasSize(2);

        Lead.Merged merged = waiting.merge(body("company.country", "DE"));

        assertThat(merged.lead().text("contact.phone")).contains("+49301234567");
        assertThat(merged.lead().text("company.state")).contains("DE-BE");
        assertThat(merged.lead().issues()).isEmpty();
        assertThat(merged.changed())
                .containsExactly("company.country", "company.state", "contact.phone");
    }

    @Test
    void anIssueEndsWhenItsValueComesRight() {
        List<String> required = List.of("custom.gpuCount", "externalId");
        Lead lead =
                read(
                                document(
                                        "contact.email",
                                        "a@x.test",
                                        "lead.score",
                                        "high",
                                        "odd",
                                        "x"),
                                required)
                        .toLead(ID, NOW);
        assertThat(lead.issues())
                .extracting(Issue::pointer)
                .containsExactlyInAnyOrder(
                        "/odd", "/lead/score", "/custom/gpuCount", "/externalId");

        Lead better =
                lead.merge(read(document("externalId", "1", "lead.score", 5, "odd", "x"), required))
                        .lead();

        assertThat(better.issues())
                .extracting(Issue::pointer)
                .containsExactlyInAnyOrder("/odd", "/custom/gpuCount");
    }

    @Test
    void aTimeThatLiesAheadIsBelievedAndToldOf() {
        Lead skewed =
                read(
                                document(
                                        "externalId",
                                        "1",
                                        "receivedAt",
                                        NOW.plusSeconds(301).toString()),
                                List.of())
                        .toLead(ID, NOW);

        assertThat(skewed.receivedAt()).isEqualTo(NOW.plusSeconds(301));
        assertThat(skewed.issues())
                .singleElement()
                .returns("/receivedAt", Issue::pointer)
                .returns(
                        "lies ahead of when the lead came in: rings wait from then on",
                        Issue::message);
        assertThat(
                        read(
                                        document(
                                                "externalId",
                                                "1",
                                                "receivedAt",
                                                NOW.plusSeconds(300).toString()),
                                        List.of())
                                .toLead(ID, NOW)
                                .issues())
                .isEmpty();
    }

    @Test
    void whatIsRequiredMayBeKnownFromAnEarlierEvent() {
        Lead known = lead("custom.gpuCount", 5);

        Lead merged =
                known.merge(
                                read(
                                        document("contact.email", "a@x.test"),
                                        List.of("custom.gpuCount", "externalId")))
                        .lead();

        assertThat(merged.issues()).isEmpty();
    }

    @Test
    void aLeadsZoneIsTheNamedOneElseThatOfItsPlace() {
        assertThat(lead("lead.timeZone", "Asia/Tokyo", "company.country", "DE").zone())
                .contains(ZoneId.of("Asia/Tokyo"));
        assertThat(lead("company.country", "DE").zone()).contains(ZoneId.of("Europe/Berlin"));
        assertThat(lead("company.state", "US-CA").zone())
                .contains(ZoneId.of("America/Los_Angeles"));
        assertThat(lead("company.country", "US").zone()).isEmpty();
        assertThat(lead().zone()).isEmpty();
    }

    @Test
    void aLeadIsLookedForByExternalIdThenAddressThenPhone() {
        Identity identity =
                lead(
                                "externalId",
                                "1",
                                "contact.email",
                                "a@x.test",
                                "contact.phone",
                                "+49301234567")
                        .identity();

        assertThat(identity.handles())
                .containsExactly(
                        new Handle(By.EXTERNAL_ID, "1"),
                        new Handle(By.EMAIL, "a@x.test"),
                        new Handle(By.PHONE, "+49301234567"));
        assertThat(new Identity(null, null, null).handles()).isEmpty();
    }

    @Test
    void recordsOfTwoCrmsAreTwoLeadsThoughTheyShareAnId() {
        Identity europe = new Identity("51", null, null).toldBy("hs-eu");
        Identity america = new Identity("51", null, null).toldBy("hs-us");
        Identity form = new Identity("51", null, null);
        Handle shared = new Handle(By.EXTERNAL_ID, "51");

        assertThat(europe.handles()).containsExactly(new Handle(By.RECORD, "hs-eu:51"), shared);
        assertThat(new Identity(null, "a@x.test", null).toldBy(europe.crm()).handles())
                .containsExactly(new Handle(By.EMAIL, "a@x.test"));
        assertThat(europe.fits(shared, america)).isFalse();
        assertThat(europe.fits(shared, europe)).isTrue();
        assertThat(form.fits(shared, europe)).isTrue();
        assertThat(europe.fits(shared, form)).isTrue();
        assertThat(europe.fits(new Handle(By.RECORD, "hs-eu:51"), america)).isTrue();
    }

    @Test
    void whoeverMayHaveGuessedAnIdMeansNoRecordOfACrm() {
        Identity guessed = new Identity("51", "a@x.test", null).toldByAnybody();
        Identity record = new Identity("51", null, null).toldBy("hs-eu");
        Handle id = new Handle(By.EXTERNAL_ID, "51");

        assertThat(guessed.fits(id, record)).isFalse();
        assertThat(guessed.fits(id, new Identity("51", null, null))).isTrue();
        assertThat(guessed.fits(id, new Identity("51", "a@x.test", "+49301234567"))).isTrue();
        assertThat(guessed.fits(id, new Identity("51", "b@x.test", null))).isFalse();
        assertThat(
                        new Identity("51", null, "+49301234568")
                                .toldByAnybody()
                                .fits(id, new Identity("51", null, "+49301234567")))
                .isFalse();
        assertThat(guessed.fits(new Handle(By.EMAIL, "a@x.test"), record)).isTrue();
        assertThat(record.fits(id, guessed)).isTrue();
        assertThat(guessed.handles()).startsWith(id);
    }

    @Test
    void colleaguesWhoShareAPhoneAreTwoLeads() {
        Handle phone = new Handle(By.PHONE, "+49301234567");
        Identity ana = new Identity("1", "ana@acme.de", "+49301234567");

        assertThat(ana.fits(phone, new Identity(null, "ben@acme.de", "+49301234567"))).isFalse();
        assertThat(ana.fits(phone, new Identity("2", null, "+49301234567"))).isFalse();
        assertThat(ana.fits(phone, new Identity("1", "ana@acme.de", "+49301234567"))).isTrue();
        assertThat(ana.fits(phone, new Identity(null, null, "+49301234567"))).isTrue();
        assertThat(new Identity(null, null, "+49301234567").fits(phone, ana)).isTrue();
        assertThat(
                        ana.fits(
                                new Handle(By.EMAIL, "ana@acme.de"),
                                new Identity("2", "ana@acme.de", null)))
                .isTrue();
    }

    @Test
    void aDocumentHasTheShapeOfTheBody() {
        Lead lead =
                lead(
                        "contact.email",
                        "a@acme.de",
                        "company.externalIds",
                        Map.of("hubspot-main", "7"),
                        "custom.gpuCount",
                        8);

        assertThat(lead.toDocument())
                .isEqualTo(
                        Map.of(
                                "externalId",
                                "x-1",
                                "kind",
                                "lead",
                                "contact",
                                Map.of("email", "a@acme.de"),
                                "company",
                                Map.of(
                                        "domain",
                                        "acme.de",
                                        "externalIds",
                                        Map.of("hubspot-main", "7")),
                                "custom",
                                Map.of("gpuCount", BigDecimal.valueOf(8)),
                                "receivedAt",
                                "2026-11-21T09:30:00Z"));
        assertThat(lead.companyIds()).containsExactly(Map.entry("hubspot-main", "7"));
    }

    @Test
    void aDocumentGivesTheLeadAgain() {
        SplittableRandom random = new SplittableRandom(42);
        for (int i = 0; i < 2_000; i++) {
            Lead lead = randomLead(random);

            assertThat(Lead.fromDocument(ID, lead.toDocument(), lead.issues(), Leads.CUSTOM))
                    .isEqualTo(lead);
        }
    }

    @Test
    void aValueOutlivesItsDefinition() {
        Lead lead =
                lead(
                        "custom.gpuCount",
                        8,
                        "custom.vip",
                        true,
                        "custom.birth.day",
                        "2001-02-03",
                        "custom.tags",
                        List.of("a"),
                        "custom.place",
                        Map.of("lat", BigDecimal.ONE, "lon", BigDecimal.TWO));
        Map<String, Object> stored = new HashMap<>(lead.toDocument());
        Map<String, Object> custom = properties(lead.toDocument().getOrDefault("custom", Map.of()));
        custom.put("gone", null);
        stored.put("lead", "text");
        stored.put("custom", custom);
        stored.put("kind", "fax");

        Lead read = Lead.fromDocument(ID, stored, List.of(), _ -> Optional.empty());

        assertThat(read.kind()).isEqualTo(LeadKind.LEAD);
        assertThat(read.values())
                .containsEntry("custom.birth.day", new FieldValue.Text("2001-02-03"))
                .containsEntry("custom.gpuCount", new FieldValue.Number(BigDecimal.valueOf(8)))
                .containsEntry("custom.vip", new FieldValue.Bool(true))
                .containsEntry("custom.tags", new FieldValue.Items(List.of("a")))
                .containsEntry("custom.place", new FieldValue.Geo(1, 2))
                .doesNotContainKey("custom.gone");
    }

    private static Map<String, Object> properties(Object section) {
        Map<String, Object> named = new LinkedHashMap<>();
        ((Map<?, ?>) section).forEach((name, value) -> named.put(String.valueOf(name), value));
        return named;
    }

    private static Lead randomLead(SplittableRandom random) {
        Map<String, FieldValue> values = new LinkedHashMap<>();
        String text = "t" + random.nextInt(100) + " ß é";
        BigDecimal number = BigDecimal.valueOf(random.nextLong(-9_999, 9_999), random.nextInt(6));
        double degrees = random.nextDouble(-90, 90);
        List<Map.Entry<String, FieldValue>> all =
                List.of(
                        Map.entry("contact.firstName", new FieldValue.Text(text)),
                        Map.entry("company.externalIds.crm.eu", new FieldValue.Text(text)),
                        Map.entry("company.geo", new FieldValue.Geo(degrees, degrees * 2)),
                        Map.entry("lead.score", new FieldValue.Number(number)),
                        Map.entry("custom.gpuCount", new FieldValue.Number(number.negate())),
                        Map.entry("custom.vip", new FieldValue.Bool(random.nextBoolean())),
                        Map.entry(
                                "custom.birth.day",
                                new FieldValue.Day(LocalDate.ofEpochDay(random.nextInt(30_000)))),
                        Map.entry(
                                "custom.since",
                                new FieldValue.Moment(
                                        Instant.ofEpochMilli(random.nextLong(4_000_000_000_000L)))),
                        Map.entry("custom.tags", new FieldValue.Items(List.of(text, "b"))));
        for (Map.Entry<String, FieldValue> entry : all) {
            if (random.nextBoolean()) {
                values.put(entry.getKey(), entry.getValue());
            }
        }
        LeadKind kind = random.nextBoolean() ? LeadKind.CALL : LeadKind.LEAD;
        Instant at = Instant.ofEpochSecond(random.nextLong(4_000_000_000L));
        return new Lead(ID, random.nextBoolean() ? "x" : null, kind, at, values, List.of());
    }
}
