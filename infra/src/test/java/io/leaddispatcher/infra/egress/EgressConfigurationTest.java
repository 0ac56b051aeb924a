package io.leaddispatcher.infra.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.leaddispatcher.application.dispatch.port.InstallationMail;
import io.leaddispatcher.application.egress.RefusedAddressException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.BeanFactoryAnnotationUtils;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.web.reactive.function.client.WebClient;

class EgressConfigurationTest {

    private HttpServer server;
    private String url;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    try (exchange) {
                        exchange.sendResponseHeaders(200, 2);
                        exchange.getResponseBody().write(new byte[] {'o', 'k'});
                    }
                });
        server.start();
        url = "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @Test
    void whereAWorkspaceLogsInIsTheOperatorsSalesforceAndNoOtherOfTheirServices() {
        assertThat(get("salesforce", Map.of("dispatcher.salesforce.login-url", url)))
                .isEqualTo("ok");
        for (String other :
                new String[] {"dispatcher.hubspot.api-base-url", "dispatcher.slack.api-base-url"}) {
            assertThat(get("operator", Map.of(other, url))).as(other).isEqualTo("ok");
            assertThatThrownBy(() -> get("salesforce", Map.of(other, url)))
                    .as(other)
                    .hasRootCauseInstanceOf(RefusedAddressException.class);
        }
    }

    private String get(String client, Map<String, Object> settings) {
        try (var context = new AnnotationConfigApplicationContext()) {
            context.getEnvironment()
                    .getPropertySources()
                    .addFirst(new MapPropertySource("test", settings));
            context.registerBean(InstallationMail.class, () -> Optional::empty);
            context.register(EgressConfiguration.class);
            context.refresh();
            return String.valueOf(
                    BeanFactoryAnnotationUtils.qualifiedBeanOfType(
                                    context.getBeanFactory(), WebClient.Builder.class, client)
                            .build()
                            .get()
                            .uri(url)
                            .retrieve()
                            .bodyToMono(String.class)
                            .block());
        }
    }
}
