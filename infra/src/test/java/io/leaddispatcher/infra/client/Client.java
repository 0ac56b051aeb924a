package io.leaddispatcher.infra.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leaddispatcher.client.ApiClient;
import io.leaddispatcher.client.ApiException;
import io.leaddispatcher.client.api.AccessApi;
import io.leaddispatcher.client.api.ConfigurationApi;
import io.leaddispatcher.client.api.LeadsApi;
import io.leaddispatcher.client.api.PoliciesApi;
import io.leaddispatcher.client.model.Problem;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The generated client as one token uses it. */
public final class Client {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ApiClient client = new ApiClient();

    public Client(int port, String token) {
        client.updateBaseUri("http://127.0.0.1:%d".formatted(port));
        client.setReadTimeout(PATIENCE);
        client.setRequestInterceptor(
                request -> request.setHeader("Authorization", "Bearer " + token));
    }

    public AccessApi access() {
        return new AccessApi(client);
    }

    public ConfigurationApi configuration() {
        return new ConfigurationApi(client);
    }

    public PoliciesApi policies() {
        return new PoliciesApi(client);
    }

    public LeadsApi leads() {
        return new LeadsApi(client);
    }

    /** Why a call is refused. */
    public Problem problem(ThrowingCallable call) {
        ApiException refused = catchThrowableOfType(ApiException.class, call);
        assertThat(refused).as("a refusal").isNotNull();
        return client.getObjectMapper().readValue(refused.getResponseBody(), Problem.class);
    }
}
