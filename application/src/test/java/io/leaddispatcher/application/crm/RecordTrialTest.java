package io.leaddispatcher.application.crm;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.Supplements;
import io.leaddispatcher.application.crm.LeadSources.Found;
import io.leaddispatcher.application.crm.port.Crm;
import io.leaddispatcher.application.crm.port.CrmFields;
import io.leaddispatcher.application.crm.port.CrmFields.Subject;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.connection.ConnectionType;
import io.leaddispatcher.domain.connection.LeadDefaults;
import io.leaddispatcher.domain.document.Part;
import io.leaddispatcher.domain.document.Violations;
import io.leaddispatcher.domain.field.FieldCatalogue;
import io.leaddispatcher.domain.field.FieldDefinition;
import io.leaddispatcher.domain.field.FieldType;
import io.leaddispatcher.domain.field.FieldValue;
import io.leaddispatcher.domain.lead.LeadBody;
import io.leaddispatcher.domain.lead.LeadReader;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

/** What is shown of a record is what the intake makes of it. */
class RecordTrialTest {

    private static final FieldCatalogue FIELDS =
            FieldCatalogue.of(
                    List.of(
                            new FieldDefinition(
                                    "stack",
                                    "Stack",
                                    FieldType.LIST,
                                    false,
                                    false,
                                    Map.of("hs", "tech_stack"))));

    private static final LeadReader READER =
            new LeadReader(key -> FIELDS.typeOf("custom." + key), List.of());

    private static final CrmFields USUAL =
            new CrmFields() {
                @Override
                public Map<String, String> usual(Subject subject) {
                    return subject == Subject.RECORD
                            ? Map.of("email", "contact.email")
                            : Map.of("industry", "company.industry");
                }

                @Override
                public Flux<CrmField> describe(
                        TenantId tenant, ConnectionAccess connection, Subject subject) {
                    return Flux.empty();
                }
            };

    private static final ConnectionAccess CONNECTION =
            new ConnectionAccess(
                    new ConnectionKey("hs"),
                    "hubspot",
                    Map.of(
                            LeadDefaults.SETTING,
                            Map.of("lead.source", "HubSpot"),
                            "mappings",
                            FIELDS.mappedFrom("hs")),
                    Map.of());

    private static final Map<String, String> RECORD =
            Map.of("email", "Ana@Acme.test", "tech_stack", "java; go");

    private static final Map<String, String> COMPANY = Map.of("industry", "FINTECH");

    private static Map<String, FieldValue> tried() {
        var sources = new LeadSources(USUAL, FIELDS.mappedFrom("hs"));
        Map<String, Found> found = sources.in(RECORD, COMPANY);
        var crm =
                new Crm(
                        ConnectionType.HUBSPOT,
                        Unasked.RECORDS,
                        Unasked.ACTIVITIES,
                        Unasked.OWNERS,
                        new UnaskedAccounts(),
                        USUAL);
        return new RecordTrial(CONNECTION, crm, sources, FIELDS, READER).read(found, "51");
    }

    private static Map<String, FieldValue> takenIn() {
        Map<String, Object> lead = LeadSources.of(USUAL, CONNECTION).lead("51", RECORD, COMPANY);
        Map<String, Object> whole = Supplements.to(lead, CONNECTION, FIELDS, false);
        return READER.read(Part.root(whole, new Violations())).map(LeadBody::values).orElseThrow();
    }

    @Test
    void severalValuesOfOneFieldAreShownAsTheListThatTheyBecome() {
        assertThat(tried().get("custom.stack"))
                .extracting(FieldValue::plain)
                .isEqualTo(List.of("java", "go"));
    }

    @Test
    void allThatIsShownIsWhatTheIntakeMakesWithTheConnectionsDefaults() {
        assertThat(tried()).isEqualTo(takenIn());
        assertThat(tried()).containsKeys("contact.email", "company.industry", "lead.source");
    }

    @Test
    void itsAccountIsFoundByItsCompanyAndAPathThatLeadsNowhereIsLeftOut() {
        Map<String, Object> lead =
                new LeadSources(USUAL, Map.of("odd", "custom.", "even", "flat"))
                        .lead("51", Map.of("email", "a@x.test", "odd", "1", "even", "2"), null);
        LeadSources.belongsTo(lead, new ConnectionKey("hs"), "9001");

        assertThat(lead)
                .isEqualTo(
                        Map.of(
                                "externalId",
                                "51",
                                "contact",
                                Map.of("email", "a@x.test"),
                                "company",
                                Map.of("externalIds", Map.of("hs", "9001"))));
    }
}
