package io.leaddispatcher.infra.fire;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.leaddispatcher.client.ApiClient;
import io.leaddispatcher.client.ApiException;
import io.leaddispatcher.client.api.AccessApi;
import io.leaddispatcher.client.api.ConfigurationApi;
import io.leaddispatcher.client.api.LeadsApi;
import io.leaddispatcher.client.api.PoliciesApi;
import io.leaddispatcher.client.model.Problem;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** The generated client as one token uses it. */
final class Client {

    private final ApiClient client = new ApiClient();

    Client(int port, String token) {
        client.updateBaseUri("http://127.0.0.1:%d".formatted(port));
        client.setReadTimeout(Api.PATIENCE);
        client.setRequestInterceptor(
                request -> request.setHeader("Authorization", "Bearer " + token));
    }

    AccessApi access() {
        return new AccessApi(client);
    }

    ConfigurationApi configuration() {
        return new ConfigurationApi(client);
    }

    PoliciesApi policies() {
        return new PoliciesApi(client);
    }

    LeadsApi leads() {
        return new LeadsApi(client);
    }

    /** Why a call is refused. */
    Problem problem(ThrowingCallable call) {
        ApiException refused = catchThrowableOfType(ApiException.class, call);
        return client.getObjectMapper().readValue(refused.getResponseBody(), Problem.class);
    }
}
