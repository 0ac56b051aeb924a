package io.leaddispatcher.adapter.salesforce;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.closure.ClosedWorkspaces;
import io.leaddispatcher.application.closure.InMemoryWorkspaceDeletions;
import io.leaddispatcher.application.connection.InMemoryConnections;
import io.leaddispatcher.application.connection.port.Hook;
import io.leaddispatcher.application.hook.CountRejectedDelivery;
import io.leaddispatcher.application.hook.ResolveHook;
import io.leaddispatcher.application.hook.TakeDelivery;
import io.leaddispatcher.application.intake.InboundEvent;
import io.leaddispatcher.application.intake.Stored;
import io.leaddispatcher.application.transaction.ImmediateUnitOfWork;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import reactor.core.publisher.Mono;

class SalesforceHookTest {

    private static final String HOOK_ID = "hook-0123456789abcdef";
    private static final String ORGANIZATION = StandInSalesforce.ORGANIZATION;
    private static final String ONE =
            OutboundMessages.message(ORGANIZATION, Map.of("04l1", "00Q5g00000DEMO1AAA"));
    private static final MediaType XML = new MediaType("text", "xml", UTF_8);

    private final StandInSalesforce salesforce = new StandInSalesforce();
    private final Desk desk = new Desk(salesforce);
    private final InMemoryConnections health = new InMemoryConnections();
    private final List<List<InboundEvent>> stored = new ArrayList<>();
    private boolean storeFails;
    private ClosedWorkspaces closedWorkspaces = InMemoryWorkspaceDeletions.nothingClosed();

    @AfterEach
    void stop() {
        salesforce.close();
    }

    @Test
    void aMessageIsAcknowledgedOnceItIsStored() {
        byte[] answer =
                post(ONE)
                        .expectStatus()
                        .isOk()
                        .expectHeader()
                        .contentType("text/xml;charset=UTF-8")
                        .expectBody()
                        .returnResult()
                        .getResponseBodyContent();

        assertThat(new String(answer, UTF_8))
                .contains(
                        "<notificationsResponse xmlns=\"http://soap.sforce.com/2005/09/outbound\">"
                                + "<Ack>true</Ack></notificationsResponse>")
                .startsWith("<?xml");
        InboundEvent event = stored.getFirst().getFirst();
        assertThat(event.idempotencyKey()).isEqualTo(ORGANIZATION + "/04l1");
        assertThat(event.source()).isEqualTo("salesforce");
        assertThat(event.connection()).isEqualTo(Desk.KEY);
        // Nothing about the person is believed, or kept.
        assertThat(new String(event.raw(), UTF_8)).isEqualTo("{\"record\":\"00Q5g00000DEMO1AAA\"}");
    }

    @Test
    void aHundredNotificationsAreStoredTogether() {
        Map<String, String> all = new LinkedHashMap<>();
        for (int i = 0; i < 100; i++) {
            all.put("04l" + i, "00Q5g%010d".formatted(i));
        }
        post(OutboundMessages.message(ORGANIZATION, all)).expectStatus().isOk();

        assertThat(stored).singleElement().satisfies(events -> assertThat(events).hasSize(100));
        assertThat(RecordChange.read(stored.getFirst().getFirst()))
                .hasValueSatisfying(change -> assertThat(change.record().value()).hasSize(18));
    }

    @Test
    void theOrganisationIsComparedByItsFirstFifteenCharacters() {
        desk.set("organizationId", ORGANIZATION.substring(0, 15));
        post(ONE).expectStatus().isOk();
        assertThat(stored).hasSize(1);
    }

    @Test
    void anotherOrganisationIsForbiddenAndCountedAndNotAcknowledged() {
        for (String other :
                List.of("00D5g000000OTHEREAA", "", ORGANIZATION.toLowerCase(Locale.ROOT))) {
            post(ONE.replace(ORGANIZATION, other))
                    .expectStatus()
                    .isForbidden()
                    .expectBody()
                    .isEmpty();
        }
        assertThat(stored).isEmpty();
        assertThat(health.said()).containsExactly("sf rejected", "sf rejected", "sf rejected");
    }

    @Test
    void whatMakesNoLeadAndWhatIsGoneIsAcknowledgedAndNotStored() {
        post(ONE.replace("sf:Lead", "sf:Opportunity")).expectStatus().isOk();
        post(ONE.replaceAll("<sf:Id>.*?</sf:Id>", "")).expectStatus().isOk();
        assertThat(stored).isEmpty();
    }

    @Test
    void prefixesAndNilFieldsDoNotMatter() {
        post(ONE.replace("sf:", "x1:")
                        .replace(":sf=", ":x1=")
                        .replace("soapenv", "env")
                        .replaceAll("<x1:Email>.*?</x1:Email>", "<x1:Email xsi:nil=\"true\"/>"))
                .expectStatus()
                .isOk();
        assertThat(stored).hasSize(1);
    }

    @Test
    void whatCannotBeStoredIsNotAcknowledged() {
        storeFails = true;
        post(ONE).expectStatus().isEqualTo(HttpStatus.SERVICE_UNAVAILABLE).expectBody().isEmpty();
    }

    @Test
    void documentsWithDeclarationsAreRefused() {
        for (String declaration :
                List.of(
                        "<!DOCTYPE x>",
                        "<!DOCTYPE x SYSTEM \"http://127.0.0.1:1/x.dtd\">",
                        "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>")) {
            post(ONE.replaceFirst("\\?>", "?>" + declaration)).expectStatus().isBadRequest();
        }
        post(ONE.replace("00Q5g00000DEMO1AAA", "&e;")).expectStatus().isBadRequest();
        assertThat(stored).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "<a/>",
                "<Envelope xmlns=\"http://schemas.xmlsoap.org/soap/envelope/\"/>",
                "<Envelope xmlns=\"http://schemas.xmlsoap.org/soap/envelope/\"><Body>"
            })
    void whatIsNoMessageIsMalformed(String body) {
        post(body).expectStatus().isBadRequest();
    }

    @Test
    void aMessageThatIsTooDeepTooLongOrTooLargeIsRefused() {
        String deep = "<a>".repeat(100) + "</a>".repeat(100);
        post(ONE.replace("<sf:Email>", deep + "<sf:Email>")).expectStatus().isBadRequest();
        Map<String, String> many = new LinkedHashMap<>();
        for (int i = 0; i < 201; i++) {
            many.put("04l" + i, "00Q5g%010d".formatted(i));
        }
        post(OutboundMessages.message(ORGANIZATION, many)).expectStatus().isBadRequest();
        post(ONE.replace("ana@", "a".repeat(1024 * 1024) + "@"))
                .expectStatus()
                .isEqualTo(HttpStatus.CONTENT_TOO_LARGE);
        assertThat(stored).isEmpty();
    }

    @Test
    void anotherKindOfBodyAnUnknownHookAndAClosedWorkspaceAreRefused() {
        send("/hooks/salesforce/" + HOOK_ID, ONE, MediaType.APPLICATION_JSON)
                .expectStatus()
                .isEqualTo(HttpStatus.UNSUPPORTED_MEDIA_TYPE);
        send("/hooks/salesforce/hook-ffffffffffffffff", ONE, XML).expectStatus().isNotFound();
        closedWorkspaces = InMemoryWorkspaceDeletions.closed(Desk.TENANT, desk.now);
        post(ONE).expectStatus().isForbidden();
        assertThat(stored).isEmpty();
    }

    private WebTestClient.ResponseSpec post(String body) {
        return send("/hooks/salesforce/" + HOOK_ID, body, XML);
    }

    private WebTestClient.ResponseSpec send(String path, String body, MediaType type) {
        return WebTestClient.bindToController(hook())
                .build()
                .post()
                .uri(path)
                .contentType(type)
                .bodyValue(body.getBytes(UTF_8))
                .exchange();
    }

    private SalesforceHook hook() {
        return new SalesforceHook(
                new ResolveHook(
                        id ->
                                id.equals(HOOK_ID)
                                        ? Mono.just(new Hook(Desk.TENANT, desk.connection()))
                                        : Mono.empty(),
                        closedWorkspaces),
                new CountRejectedDelivery(new ImmediateUnitOfWork(), health),
                new TakeDelivery(this::store),
                () -> desk.now);
    }

    private Mono<List<Stored>> store(Caller caller, List<InboundEvent> events) {
        return Mono.defer(() -> {
            if (storeFails) {
                return Mono.error(new IllegalStateException("the database is away"));
            }
            stored.add(events);
            return Mono.just(
                    events.stream()
                            .map(_ -> new Stored(new UUID(0, 9), null, false, true))
                            .toList());
        });
    }
}
