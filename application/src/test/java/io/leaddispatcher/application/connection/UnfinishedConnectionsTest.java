package io.leaddispatcher.application.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.leaddispatcher.domain.connection.ConnectionType;
import io.leaddispatcher.domain.document.InvalidInputException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A connection that is not finished, or not active, takes nothing in. */
class UnfinishedConnectionsTest extends ConnectionDesk {

    @Test
    void whatIsNotFinishedIsKeptAndTakesNothingIn() {
        ConnectionView view = put(Map.of("type", "salesforce"));

        assertThat(view.document())
                .containsEntry("active", false)
                .containsEntry(
                        "missing",
                        List.of(
                                "/settings/organizationId",
                                "/secrets/clientId",
                                "/secrets/clientSecret"));
        assertThat(hooks.find(hookId(view)).blockOptional()).isEmpty();
        assertThat(tested())
                .isEqualTo(
                        new TestConnection.Outcome.Unfinished(
                                "salesforce",
                                List.of(
                                        "/settings/organizationId",
                                        "/secrets/clientId",
                                        "/secrets/clientSecret")));
        assertThatThrownBy(() -> put(Map.of("type", "salesforce", "active", true)))
                .isInstanceOf(InvalidInputException.class);

        ConnectionView finished =
                put(
                        Map.of(
                                "type",
                                "salesforce",
                                "settings",
                                Map.of("organizationId", "00D5g000000DEMO"),
                                "secrets",
                                Map.of("clientId", "c", "clientSecret", "s")));
        assertThat(finished.document()).containsEntry("active", true).doesNotContainKey("missing");
        assertThat(hooks.find(hookId(finished)).blockOptional()).isPresent();
    }

    @Test
    void aHookCannotBeSavedWithoutTheSecretThatVerifiesIt() {
        assertThatThrownBy(() -> put(Map.of("type", "generic")))
                .isInstanceOf(InvalidInputException.class);
        assertThatThrownBy(() ->
                        put(
                                Map.of(
                                        "type",
                                        "generic",
                                        "secrets",
                                        Map.of("signingSecret", "whsec_short"))))
                .isInstanceOf(InvalidInputException.class);
    }

    @Test
    void aConnectionThatIsNotActiveIsNoHook() {
        put(
                Map.of(
                        "type",
                        "hubspot",
                        "active",
                        false,
                        "settings",
                        Map.of("portalId", "62515"),
                        "secrets",
                        Map.of("clientSecret", "cs-1")));

        assertThat(hooks.find("hook-2").blockOptional()).isEmpty();
        assertThat(
                        new ConnectionDirectory(connections, cipher)
                                .ofType(TENANT, ConnectionType.HUBSPOT)
                                .collectList()
                                .block())
                .isEmpty();
    }

    private static String hookId(ConnectionView view) {
        String url = String.valueOf(view.document().get("hookUrl"));
        return url.substring(url.lastIndexOf('/') + 1);
    }

    private TestConnection.@Nullable Outcome tested() {
        return testing(NOON, probe("never asked"))
                .handle(new TestConnection.Command(CALLER, KEY))
                .block();
    }
}
