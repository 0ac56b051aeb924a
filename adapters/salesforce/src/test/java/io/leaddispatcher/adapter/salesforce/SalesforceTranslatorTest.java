package io.leaddispatcher.adapter.salesforce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leaddispatcher.adapter.salesforce.StandInSalesforce.Fault;
import io.leaddispatcher.application.crm.InMemoryKnownOwners;
import io.leaddispatcher.application.crm.ShowKnownRecord;
import io.leaddispatcher.application.crm.port.KnownOwners;
import io.leaddispatcher.application.crm.port.KnownOwners.LastWord;
import io.leaddispatcher.application.intake.port.Translation;
import io.leaddispatcher.application.intake.port.TranslationFailedException;
import io.leaddispatcher.application.lead.InMemoryLeads;
import io.leaddispatcher.application.transaction.ImmediateUnitOfWork;
import io.leaddispatcher.domain.lead.LeadId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SalesforceTranslatorTest {

    private static final SalesforceId LEAD = SalesforceId.of("00Q5g00000DEMO1").orElseThrow();
    private static final SalesforceId CONTACT = SalesforceId.of("0035g00000DEMO1").orElseThrow();
    private static final SalesforceId ACCOUNT = SalesforceId.of("0015g00000DEMO1").orElseThrow();
    private static final String ANNE = SalesforceId.of("0055g000000ANNE").orElseThrow().value();
    private static final String MIA = SalesforceId.of("0055g000000MIA1").orElseThrow().value();
    private static final String QUEUE = SalesforceId.of("00G5g000000INBX").orElseThrow().value();
    private static final String MADE = "2026-03-02T10:00:00.000+0000";

    private final StandInSalesforce salesforce = new StandInSalesforce();
    private final Desk desk = new Desk(salesforce);
    private final InMemoryLeads leads = new InMemoryLeads();
    private final InMemoryKnownOwners owners = new InMemoryKnownOwners();
    private final SalesforceTranslator translator =
            new SalesforceTranslator(
                    desk.api, new ShowKnownRecord(leads, owners, new ImmediateUnitOfWork()));

    @AfterEach
    void stop() {
        salesforce.close();
    }

    @Test
    void aLeadIsReadAndBecomesOneHere() {
        desk.set("mappings", Map.of("Gpu_Count__c", "custom.gpuCount"));
        lead(
                Map.of(
                        "Email", "ana@acme.de",
                        "FirstName", "Ana",
                        "LastName", "Ruiz",
                        "MobilePhone", "+49 30 1",
                        "Company", "Acme GmbH",
                        "Country", "Germany",
                        "CountryCode", "DE",
                        "NumberOfEmployees", 240,
                        "AnnualRevenue", 1.5e7,
                        "Gpu_Count__c", 8.0));

        assertThat(translate(LEAD))
                .isEqualTo(
                        new Translation.Body(
                                Map.of(
                                        "externalId",
                                        LEAD.value(),
                                        "contact",
                                        Map.of(
                                                "email", "ana@acme.de",
                                                "firstName", "Ana",
                                                "lastName", "Ruiz",
                                                "phone", "+49 30 1"),
                                        "company",
                                        Map.of(
                                                "name", "Acme GmbH",
                                                "country", "DE",
                                                "employees", "240",
                                                "annualRevenue", "15000000"),
                                        "custom",
                                        Map.of("gpuCount", "8.0")),
                                LEAD.value()));
    }

    @Test
    void aContactComesWithItsAccount() {
        salesforce.put(
                "Contact",
                CONTACT.value(),
                Map.of(
                        "Email",
                        "ana@acme.de",
                        "AccountId",
                        ACCOUNT.value(),
                        "MailingCity",
                        "Bonn"));
        salesforce.put(
                "Account", ACCOUNT.value(), Map.of("Name", "Acme", "Website", "https://acme.de"));

        assertThat(body(translate(CONTACT)))
                .containsEntry(
                        "company",
                        Map.of(
                                "name", "Acme",
                                "domain", "https://acme.de",
                                "externalIds", Map.of("sf", ACCOUNT.value())));

        salesforce.all("Account").clear();
        assertThat(body(translate(CONTACT)))
                .containsEntry(
                        "company",
                        Map.of("city", "Bonn", "externalIds", Map.of("sf", ACCOUNT.value())));
    }

    @Test
    void whatIsKnownIsChangedAndWhatIsNotComesIn() {
        lead(Map.of());
        assertThat(translate(LEAD)).isInstanceOf(Translation.Body.class);
        known(null);
        assertThat(translate(LEAD)).isInstanceOf(Translation.Update.class);
    }

    @Test
    void anOwnerOtherThanTheOneThatArrivedIsSomebodysDoing() {
        known(new LastWord.Was(MIA));
        lead(Map.of("OwnerId", ANNE, "LastModifiedById", MIA));
        assertThat(translate(LEAD))
                .isInstanceOfSatisfying(
                        Translation.OwnerChanged.class,
                        changed -> assertThat(changed.owner()).isEqualTo(ANNE));
    }

    @Test
    void whoWasTheOwnerBeforeAndIsItAgainIsFollowedToo() {
        known(new LastWord.Was(MIA));
        owners.seen(
                        new KnownOwners.Sight(
                                Desk.TENANT, Desk.KEY, LEAD.value(), ANNE, null, desk.now))
                .block();
        lead(Map.of("OwnerId", ANNE, "LastModifiedById", MIA));
        assertThat(translate(LEAD)).isInstanceOf(Translation.Update.class);
        lead(Map.of("OwnerId", MIA, "LastModifiedById", ANNE));
        assertThat(translate(LEAD)).isInstanceOf(Translation.OwnerChanged.class);
    }

    @Test
    void ourOwnOwnerThatComesBackIsNoChangeOfHands() {
        known(new LastWord.Was(MIA.substring(0, 15)));
        lead(Map.of("OwnerId", MIA, "LastModifiedById", StandInSalesforce.US));

        assertThat(translate(LEAD)).isInstanceOf(Translation.Update.class);
    }

    @Test
    void anOwnerWhileOursIsOnItsWayIsNoChangeOfHands() {
        known(new LastWord.OnItsWay());
        lead(Map.of("OwnerId", ANNE, "LastModifiedById", ANNE));

        assertThat(translate(LEAD)).isInstanceOf(Translation.Update.class);
    }

    @Test
    void whoTakesALeadThatWeHaveNotGivenIsFollowedAndNobodyElse() {
        known(null);
        lead(Map.of("OwnerId", MIA, "LastModifiedById", MIA));
        assertThat(translate(LEAD)).isInstanceOf(Translation.OwnerChanged.class);
        lead(Map.of("OwnerId", QUEUE, "LastModifiedById", MIA));
        assertThat(translate(LEAD)).isInstanceOf(Translation.Update.class);
        lead(Map.of("OwnerId", MIA, "LastModifiedById", MIA, "CreatedById", MIA));
        assertThat(translate(LEAD)).isInstanceOf(Translation.Update.class);
    }

    @Test
    void anAccountThatChangedIsReadAgainByTheMirror() {
        assertThat(translate(ACCOUNT))
                .isEqualTo(new Translation.CompaniesChanged(Set.of(ACCOUNT.value())));
    }

    @Test
    void whatIsGoneIsLeftAloneAndWhatIsConvertedIsSaidToBe() {
        assertThat(translate(LEAD)).isEqualTo(new Translation.Ignored("the record is gone"));
        lead(Map.of("IsConverted", true));
        assertThat(translate(LEAD)).isEqualTo(new Translation.Converted(LEAD.value()));
        assertThat(translate(SalesforceId.of(QUEUE).orElseThrow()))
                .isInstanceOf(Translation.Ignored.class);
    }

    @Test
    void aTroubleThatPassesIsTriedThreeTimes() {
        lead(Map.of());
        salesforce.faults.add(Fault.of("GET", 503, "SERVER_UNAVAILABLE"));
        salesforce.faults.add(Fault.of("GET", 400, "UNABLE_TO_LOCK_ROW"));
        assertThat(translate(LEAD)).isInstanceOf(Translation.Body.class);

        salesforce.tokens.grantError = "invalid_grant";
        salesforce.expire();
        assertThat(catchThrowableOfType(TranslationFailedException.class, () -> translate(LEAD)))
                .satisfies(failure -> {
                    assertThat(failure.isTransient()).isTrue();
                    assertThat(failure.code()).isEqualTo("SALESFORCE_INVALID_GRANT");
                });
    }

    private void known(@Nullable LastWord word) {
        owners.word = word;
        leads.records.put(LEAD.value(), new LeadId(new UUID(0, 3)));
    }

    private void lead(Map<String, ?> fields) {
        Map<String, Object> all =
                new HashMap<>(
                        Map.of(
                                "OwnerId", QUEUE,
                                "CreatedById", ANNE,
                                "LastModifiedById", ANNE,
                                "CreatedDate", MADE,
                                "LastModifiedDate", MADE));
        all.putAll(fields);
        salesforce.put("Lead", LEAD.value(), all);
    }

    private Translation translate(SalesforceId record) {
        return Objects.requireNonNull(
                translator
                        .translate(
                                new RecordChange(record)
                                        .event(Desk.TENANT, Desk.KEY, "k", desk.now),
                                desk.connection())
                        .block(Duration.ofSeconds(10)));
    }

    private static Map<String, Object> body(Translation translation) {
        return switch (translation) {
            case Translation.Body(var body, _) -> body;
            case Translation.Update(var body, _) -> body;
            case Translation.OwnerChanged(var body, _, _) -> body;
            default -> Map.of();
        };
    }
}
