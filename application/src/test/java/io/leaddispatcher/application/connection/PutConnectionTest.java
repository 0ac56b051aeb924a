package io.leaddispatcher.application.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.application.access.AccessDeniedException;
import io.leaddispatcher.application.configuration.InMemoryConfigurationDocuments;
import io.leaddispatcher.application.configuration.Precondition;
import io.leaddispatcher.application.connection.port.Hook;
import io.leaddispatcher.domain.document.InvalidInputException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is kept of a connection when it is saved again, and what is shown of it. */
class PutConnectionTest extends ConnectionDesk {

    @Test
    void aSecretIsNeverShown() {
        ConnectionView view = put(HUBSPOT);

        assertThat(view.document().toString()).doesNotContain("cs-1", "pat-1");
        assertThat(view.document().get("secrets"))
                .isEqualTo(
                        Map.of(
                                "clientSecret", Map.of("set", true, "at", NOON.toString()),
                                "accessToken", Map.of("set", true, "at", NOON.toString())));
        assertThat(view.document().get("hookUrl"))
                .isEqualTo("https://ld.test/hooks/hubspot/hook-2");
        assertThat(new PutConnection.Command(CALLER, KEY, HUBSPOT, Precondition.NONE).toString())
                .doesNotContain("cs-1");
    }

    @Test
    void theAuditLogTellsOfSecretsOnlyWhenTheyWereSet() {
        put(HUBSPOT);
        new DeleteConnection(connections, new InMemoryConfigurationDocuments(), trail, units)
                .handle(new DeleteConnection.Command(CALLER, KEY, Precondition.NONE))
                .block();

        assertThat(trail.told())
                .containsExactly(
                        "connection.created connection:hubspot-main",
                        "connection.deleted connection:hubspot-main");
        assertThat(trail.entries().toString())
                .contains("clientSecret=" + NOON)
                .doesNotContain("cs-1")
                .doesNotContain("hook-");
    }

    @Test
    void whatWasShownCanBeSentBack() {
        ConnectionView view = put(HUBSPOT);

        assertThat(put(view.document()).document()).isEqualTo(view.document());
        assertThat(hook().connection().secret("clientSecret").map(Secret::reveal)).contains("cs-1");
    }

    @Test
    void whoKeepsNoSecretsSendsBackWhatWasShownAndNoSecret() {
        Map<String, Object> shown = new LinkedHashMap<>(put(HUBSPOT).document());
        shown.put("name", "Ours");
        assertThat(put(WRITER, shown).document()).containsEntry("name", "Ours");

        shown.put("secrets", Map.of("accessToken", "pat-2"));
        assertThatThrownBy(() -> put(WRITER, shown)).isInstanceOf(AccessDeniedException.class);
        assertThat(hook().connection().secret("accessToken").map(Secret::reveal)).contains("pat-1");
    }

    @Test
    void aSecretLeftOutStaysAndTheHookToo() {
        put(HUBSPOT);
        put(
                Map.of(
                        "type", "hubspot",
                        "settings", Map.of("portalId", "62515"),
                        "secrets", Map.of("accessToken", "pat-2")));

        Hook hook = hook();
        assertThat(hook.tenant()).isEqualTo(TENANT);
        assertThat(hook.connection().secret("clientSecret").map(Secret::reveal)).contains("cs-1");
        assertThat(hook.connection().secret("accessToken").map(Secret::reveal)).contains("pat-2");
    }

    @Test
    void whatOneAccountMeantGoesWhenAnotherTakesItsPlaceAndWithTheConnection() {
        put(HUBSPOT);
        connections.forgotten.clear();
        put(HUBSPOT);
        assertThat(connections.forgotten).as("the same account").isEmpty();

        put(
                Map.of(
                        "type", "hubspot",
                        "settings", Map.of("portalId", "62516"),
                        "secrets", Map.of("clientSecret", "cs-2", "accessToken", "pat-2")));
        assertThat(connections.forgotten).containsExactly(KEY);

        new DeleteConnection(connections, new InMemoryConfigurationDocuments(), trail, units)
                .handle(new DeleteConnection.Command(CALLER, KEY, Precondition.NONE))
                .block();
        assertThat(connections.forgotten).containsExactly(KEY, KEY);
    }

    @Test
    void theTypeStays() {
        put(HUBSPOT);

        assertThatThrownBy(() -> put(Map.of("type", "form")))
                .isInstanceOf(InvalidInputException.class);
    }
}
