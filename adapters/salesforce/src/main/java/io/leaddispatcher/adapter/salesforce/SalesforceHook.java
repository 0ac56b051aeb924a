package io.leaddispatcher.adapter.salesforce;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.port.Hook;
import io.leaddispatcher.application.hook.CountRejectedDelivery;
import io.leaddispatcher.application.hook.ResolveHook;
import io.leaddispatcher.application.hook.TakeDelivery;
import io.leaddispatcher.application.intake.InboundEvent;
import io.leaddispatcher.http.HookBody;
import io.leaddispatcher.http.HookDoor;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Takes Salesforce's outbound messages. One acknowledgement stands for all notifications of a
 * message, so that it is given once all of them are stored; without it Salesforce sends the message
 * again, for a day. There are no signatures: the address is secret, the organisation must be the
 * connection's, and nothing is believed but which records to look at.
 */
@RestController
final class SalesforceHook {

    static final String TYPE = "salesforce";

    private static final MediaType XML = new MediaType("text", "xml", UTF_8);
    private static final byte[] ACKNOWLEDGED =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/">\
            <soapenv:Body><notificationsResponse xmlns="%s"><Ack>true</Ack></notificationsResponse>\
            </soapenv:Body></soapenv:Envelope>
            """
                    .formatted(OutboundMessage.NAMESPACE)
                    .getBytes(UTF_8);

    private final HookDoor door;
    private final CountRejectedDelivery rejected;
    private final TakeDelivery deliveries;
    private final InstantSource clock;

    SalesforceHook(
            ResolveHook hooks,
            CountRejectedDelivery rejected,
            TakeDelivery deliveries,
            InstantSource clock) {
        this.door = new HookDoor(hooks, TYPE);
        this.rejected = rejected;
        this.deliveries = deliveries;
        this.clock = clock;
    }

    @PostMapping("/hooks/salesforce/{hookId}")
    Mono<Void> receive(@PathVariable String hookId, ServerWebExchange exchange) {
        HttpHeaders headers = exchange.getRequest().getHeaders();
        return door.statusOf(hookId, exchange, (hook, body) -> answer(hook, headers, body))
                .flatMap(status -> write(exchange.getResponse(), status));
    }

    private static Mono<Void> write(ServerHttpResponse response, HttpStatus status) {
        response.setStatusCode(status);
        if (status != HttpStatus.OK) {
            return response.setComplete();
        }
        response.getHeaders().setContentType(XML);
        return response.writeWith(
                Mono.fromSupplier(() -> response.bufferFactory().wrap(ACKNOWLEDGED.clone())));
    }

    private Mono<HttpStatus> answer(Hook hook, HttpHeaders headers, byte[] body) {
        if (!HookBody.isOf(headers, MediaType.TEXT_XML, MediaType.APPLICATION_XML)) {
            return status(HttpStatus.UNSUPPORTED_MEDIA_TYPE);
        }
        OutboundMessage message;
        try {
            message = OutboundMessage.read(body);
        } catch (XMLStreamException _) {
            return status(HttpStatus.BAD_REQUEST);
        }
        Optional<SalesforceId> own =
                hook.connection().text("organizationId").flatMap(SalesforceId::of);
        Optional<SalesforceId> sent = SalesforceId.of(message.organization());
        if (own.isEmpty() || !own.equals(sent)) {
            return rejected.handle(hook).thenReturn(HttpStatus.FORBIDDEN);
        }
        return store(hook, own.get(), message);
    }

    private Mono<HttpStatus> store(Hook hook, SalesforceId organization, OutboundMessage message) {
        Instant now = clock.instant();
        ConnectionAccess connection = hook.connection();
        List<InboundEvent> events =
                message.notifications().stream()
                        .filter(OutboundMessage::isWanted)
                        .flatMap(notification ->
                                // One without data tells of a record that is gone.
                                notification.record().stream()
                                        .map(record ->
                                                new RecordChange(record)
                                                        .event(
                                                                hook.tenant(),
                                                                connection.key(),
                                                                organization.value()
                                                                        + "/"
                                                                        + notification.id(),
                                                                now)))
                        .toList();
        if (events.isEmpty()) {
            return status(HttpStatus.OK);
        }
        return deliveries.handle(hook, events).thenReturn(HttpStatus.OK);
    }

    private static Mono<HttpStatus> status(HttpStatus status) {
        return Mono.just(status);
    }
}
