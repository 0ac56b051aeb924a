package io.leaddispatcher.web.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.monitoring.CheckKey;
import io.leaddispatcher.application.monitoring.CheckView;
import io.leaddispatcher.application.monitoring.ShowChecks;
import io.leaddispatcher.application.monitoring.port.Checks.Example;
import io.leaddispatcher.domain.lead.LeadId;
import io.leaddispatcher.web.layout.Wording;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;

class MonitoringViewTest {

    private static final LeadId LEAD = new LeadId(new UUID(0, 1));

    private static MonitoringView view(CheckView... checks) {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("messages");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        return MonitoringView.of(
                new ShowChecks.Shown(
                        List.of(checks),
                        Map.of("rep/mia", "Mia Brandt", "team/emea", "EMEA"),
                        Map.of(LEAD, "Ana Ruiz")),
                new Wording(messages, InstantSource.system()).in(Locale.ENGLISH));
    }

    private static CheckView found(CheckKey key, String rep) {
        return new CheckView(
                key, 1, List.of(new Example(LEAD, new UUID(0, 2), rep, Instant.EPOCH, "INACTIVE")));
    }

    @Test
    void repsAreCalledByTheirNamesAndWhoIsDeletedByTheKey() {
        MonitoringView view =
                view(
                        found(CheckKey.HOLDER_GONE, "mia"),
                        found(CheckKey.ROUTED_TWICE, "mia"),
                        found(CheckKey.HOLDER_GONE, "ghost"));

        assertThat(view.amiss())
                .extracting(row -> row.examples().getFirst().text())
                .containsExactly(
                        "Accepted by Mia Brandt", "Second turn of Mia Brandt", "Accepted by ghost");
        assertThat(view.amiss().getFirst().examples().getFirst().link())
                .isEqualTo("/leads/" + LEAD);
    }

    @Test
    void aLeadThatNobodyWasToldOfIsCalledByItsNameAndSoIsTheTeam() {
        var other = new LeadId(new UUID(0, 9));
        var unheard =
                new CheckView(
                        CheckKey.ESCALATION_UNHEARD,
                        2,
                        Stream.of(LEAD, other)
                                .map(lead ->
                                        new Example(
                                                lead,
                                                new UUID(0, 2),
                                                "team:emea",
                                                Instant.EPOCH,
                                                "NO_CHANNEL"))
                                .toList());

        var lines = view(unheard).amiss().getFirst().examples();
        assertThat(lines).extracting(MonitoringView.Line::lead).containsExactly("Ana Ruiz", null);
        assertThat(lines.getFirst().text()).startsWith("EMEA");
    }

    @Test
    void ofWhatCouldNotBeReadTheFirstWrongOfEachFieldIsSaidInWords() {
        var event =
                new Example(
                        null,
                        new UUID(0, 2),
                        "site-form",
                        Instant.EPOCH,
                        "/contact/email must not be blank; /contact/email one of contact.email, contact.phone and externalId is required");

        assertThat(
                        view(new CheckView(CheckKey.LEAD_WITHOUT_RUN, 1, List.of(event)))
                                .amiss()
                                .getFirst()
                                .examples()
                                .getFirst()
                                .text())
                .startsWith("What came by “site-form” could not be read: E-mail: ")
                .doesNotContain("externalId", "/contact");
    }

    @Test
    void whatIsAmissStandsApartFromWhatIsWell() {
        MonitoringView view =
                view(
                        new CheckView(CheckKey.ROUTED_TWICE, 0, List.of()),
                        found(CheckKey.HOLDER_GONE, "mia"));

        assertThat(view.amiss()).extracting(MonitoringView.Row::key).containsExactly("HOLDER_GONE");
        assertThat(view.well()).extracting(MonitoringView.Row::key).containsExactly("ROUTED_TWICE");
    }
}
