package io.leaddispatcher.application.crm;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.crm.LeadSources.Found;
import io.leaddispatcher.application.crm.LeadSources.Source;
import io.leaddispatcher.application.crm.port.CrmFields;
import io.leaddispatcher.application.crm.port.CrmFields.Subject;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

class LeadSourcesTest {

    private static final CrmFields FIELDS =
            new CrmFields() {
                @Override
                public Map<String, String> usual(Subject subject) {
                    Map<String, String> usual = new LinkedHashMap<>();
                    if (subject == Subject.RECORD) {
                        usual.put("email", "contact.email");
                    } else {
                        usual.put("country_code", "company.country");
                        usual.put("country", "company.country");
                        usual.put("industry", "company.industry");
                    }
                    return usual;
                }

                @Override
                public Map<String, String> withoutCompany() {
                    return Map.of("country", "company.country");
                }

                @Override
                public Flux<CrmField> describe(
                        TenantId tenant, ConnectionAccess connection, Subject subject) {
                    return Flux.empty();
                }
            };

    private final LeadSources sources =
            new LeadSources(FIELDS, Map.of("tier", "custom.tier", "branch", "company.industry"));

    private Map<String, Found> in(Map<String, String> record, Map<String, String> company) {
        return sources.in(record, company);
    }

    private static Found ofRecord(String property, String value) {
        return new Found(property, Subject.RECORD, value);
    }

    private static Found ofCompany(String property, String value) {
        return new Found(property, Subject.ACCOUNT, value);
    }

    @Test
    void whatIsUsualIsReadFromTheRecordAndItsCompany() {
        assertThat(
                        in(
                                Map.of("email", "ana@acme.test", "country", "France"),
                                Map.of("country_code", "DE", "country", "Germany")))
                .isEqualTo(
                        Map.of(
                                "contact.email", ofRecord("email", "ana@acme.test"),
                                "company.country", ofCompany("country_code", "DE")));
    }

    @Test
    void theFirstPropertyThatHasAValueCounts() {
        assertThat(in(Map.of(), Map.of("country", "Germany")))
                .containsEntry("company.country", ofCompany("country", "Germany"));
    }

    @Test
    void whoBelongsToNoCompanySaysWhereTheyWork() {
        assertThat(sources.in(Map.of("country", "France"), null))
                .isEqualTo(Map.of("company.country", ofRecord("country", "France")));
    }

    @Test
    void whatSomebodyHasNamedIsReadFromTheRecordOrElseItsCompany() {
        Map<String, String> company =
                Map.of("tier", "B", "branch", "fintech", "industry", "BANKING");
        assertThat(in(Map.of("tier", "A"), company))
                .containsEntry("custom.tier", ofRecord("tier", "A"))
                .containsEntry("company.industry", ofCompany("branch", "fintech"));
        assertThat(in(Map.of(), Map.of("tier", "B", "industry", "BANKING")))
                .containsEntry("custom.tier", ofCompany("tier", "B"))
                .containsEntry("company.industry", ofCompany("industry", "BANKING"));
    }

    @Test
    void eachIsAskedForWhatItCanSay() {
        assertThat(sources.properties(Subject.RECORD))
                .containsExactlyInAnyOrder("email", "country", "tier", "branch");
        assertThat(sources.properties(Subject.ACCOUNT))
                .containsExactlyInAnyOrder("country_code", "country", "industry", "tier", "branch");
        assertThat(sources.usual("company.country"))
                .isEqualTo(new Source("country_code", Subject.ACCOUNT));
        assertThat(sources.usual("lead.intent")).isNull();
        assertThat(sources.mapped("custom.tier")).isEqualTo("tier");
    }
}
