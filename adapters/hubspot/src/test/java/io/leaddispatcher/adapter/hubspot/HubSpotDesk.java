package io.leaddispatcher.adapter.hubspot;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.Secret;
import io.leaddispatcher.application.intake.InboundEvent;
import io.leaddispatcher.application.intake.port.Translation;
import io.leaddispatcher.application.intake.port.TranslationFailedException;
import io.leaddispatcher.domain.connection.ConnectionKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** HubSpot with one contact that an event tells of. */
abstract class HubSpotDesk {

    static final Instant NOW = Instant.parse("2026-03-02T22:00:00Z");
    static final String CONTACT = "/crm/v3/objects/contacts/120034";
    static final String COMPANY = "/crm/v3/objects/companies/77";

    final WireMockServer hubSpot = new WireMockServer(options().dynamicPort());

    @BeforeEach
    void start() {
        hubSpot.start();
    }

    @AfterEach
    void stop() {
        hubSpot.stop();
    }

    void contactIs(String json) {
        hubSpot.stubFor(get(urlPathEqualTo(CONTACT)).willReturn(okJson(json)));
    }

    Translation translate(String type) {
        return translator()
                .translate(event(type), connection())
                .blockOptional(Duration.ofSeconds(10))
                .orElseThrow();
    }

    TranslationFailedException failure() {
        return failure(translator());
    }

    static TranslationFailedException failure(HubSpotTranslator translator) {
        return translator
                .translate(event("contact.creation"), connection())
                .map(found -> new TranslationFailedException(false, null, "NONE", "" + found))
                .onErrorResume(TranslationFailedException.class, Mono::just)
                .blockOptional(Duration.ofSeconds(20))
                .orElseThrow();
    }

    HubSpotTranslator translator() {
        return new HubSpotTranslator(api());
    }

    HubSpotApi api() {
        return new HubSpotApi(
                WebClient.create(),
                HubSpotTokens.pasted(),
                hubSpot.baseUrl(),
                InstantSource.fixed(NOW),
                Schedulers.parallel());
    }

    static ConnectionAccess connection() {
        return connection(Map.of("appId", "88001"));
    }

    static ConnectionAccess connection(Map<String, Object> further) {
        Map<String, Object> settings =
                new HashMap<>(
                        Map.of(
                                "portalId", "4455",
                                "timeZone", "Europe/Berlin",
                                "callsPerSecond", "100",
                                "mappings", Map.of("gpu_count", "custom.gpuCount")));
        settings.putAll(further);
        return new ConnectionAccess(
                new ConnectionKey("hubspot-main"),
                "hubspot",
                settings,
                Map.of("accessToken", new Secret("pat-1")));
    }

    static InboundEvent event(String type) {
        return new InboundEvent(
                new TenantId(new UUID(0, 1)),
                new ConnectionKey("hubspot-main"),
                "hubspot",
                "key",
                "application/json",
                "{\"objectId\":120034,\"appId\":1,\"subscriptionType\":\"%s\"}"
                        .formatted(type)
                        .getBytes(UTF_8),
                NOW);
    }
}
