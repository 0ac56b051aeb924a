package io.leaddispatcher.web.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.access.SignedIn;
import io.leaddispatcher.application.lead.LeadSummaryView;
import io.leaddispatcher.application.search.Found;
import io.leaddispatcher.application.search.Thing;
import io.leaddispatcher.domain.access.Actor;
import io.leaddispatcher.domain.access.Role;
import io.leaddispatcher.domain.tenant.TenantId;
import io.leaddispatcher.web.layout.Wording;
import io.leaddispatcher.web.search.SearchView.Group;
import io.leaddispatcher.web.search.SearchView.Hit;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.context.support.ResourceBundleMessageSource;

class ResultsTest {

    private static final Instant NOW = Instant.parse("2026-11-27T10:00:00Z");

    @Test
    void aPageIsFoundByItsNameBeforeByWhatElseItIsCalled() {
        assertThat(names(Role.OWNER, "rep")).startsWith("Reps", "Reports", "Add a rep");
        assertThat(names(Role.OWNER, "e-mail")).containsExactly("Connect a mail server");
        assertThat(names(Role.OWNER, "2fa")).contains("Settings: log-in", "My security");
        assertThat(names(Role.OWNER, "!?")).isEmpty();
    }

    @Test
    void germanIsFoundInGermanWithoutItsMarks() {
        assertThat(names(Role.OWNER, "uberwach", Locale.GERMAN)).containsExactly("Überwachung");
    }

    @Test
    void nobodyIsLedWhereTheyMayNotGo() {
        assertThat(places(Role.REP, "mia"))
                .contains(Place.MY_DAY, Place.BREAK, Place.LEADS)
                .doesNotContain(Place.REPS, Place.CONNECTIONS, Place.AUDIT, Place.SANDBOX);
        assertThat(places(Role.VIEWER, null))
                .contains(Place.REPS, Place.TRY, Place.MONITORING, Place.AUDIT)
                .doesNotContain(Place.NEW_REP, Place.PUBLISH, Place.CONNECTIONS, Place.MY_DAY);
        assertThat(places(Role.ADMIN, null)).contains(Place.AUDIT).doesNotContain(Place.CLOSE);
    }

    @Test
    void withoutAQuestionAllPlacesAreThereInTwoGroups() {
        assertThat(view("", Locale.ENGLISH, List.of(), List.of()).groups())
                .extracting(Group::id)
                .containsExactly("acts", "pages");
    }

    @Test
    void leadsEndWithTheWayToAllOfThemAndThingsLeadToTheirPages() {
        var view =
                view(
                        "zz & y",
                        Locale.ENGLISH,
                        List.of(lead()),
                        List.of(
                                new Found(Thing.RULE, "vip.1", "VIPs", "Owners", "meeting"),
                                new Found(Thing.QUEUE, "late", "Late", "", "")));

        assertThat(view.groups().stream().flatMap(group -> group.hits().stream()))
                .extracting(Hit::href)
                .containsExactly(
                        "/leads/l1",
                        "/leads?q=zz+%26+y",
                        "/queues?queue=late",
                        "/policy?kind=meeting#rule=vip.1");
        assertThat(view.groups().getFirst().hits()).allMatch(Hit::personal);
        assertThat(view.said()).isEqualTo("4 results");
    }

    private static List<String> names(Role role, String q) {
        return names(role, q, Locale.ENGLISH);
    }

    private static List<String> names(Role role, String q, Locale locale) {
        return new Results(q, wording().in(locale))
                .of(places(role, null), List.of(), List.of()).groups().stream()
                        .flatMap(group -> group.hits().stream())
                        .map(Hit::name)
                        .toList();
    }

    private static SearchView view(
            String q, Locale locale, List<LeadSummaryView> leads, List<Found> things) {
        return new Results(q, wording().in(locale)).of(places(Role.OWNER, null), leads, things);
    }

    private static List<Place> places(Role role, @Nullable String rep) {
        var caller =
                new Caller(
                        new TenantId(new UUID(0, 1)), new Actor.Member(new UUID(0, 2), role, rep));
        return Place.of(new SignedIn(caller, "Zoe", "zoe@acme.test", "Acme", false, false), false);
    }

    private static LeadSummaryView lead() {
        return new LeadSummaryView(
                "l1",
                "Ana Ruiz",
                "Acme",
                "ana@acme.de",
                null,
                "ASSIGNED",
                null,
                "mia",
                "Mia",
                null,
                NOW);
    }

    private static Wording wording() {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("messages");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        messages.setAlwaysUseMessageFormat(true);
        return new Wording(messages, InstantSource.fixed(NOW));
    }
}
