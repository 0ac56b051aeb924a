package io.leaddispatcher.adapter.salesforce;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.leaddispatcher.application.access.Caller;
import io.leaddispatcher.application.closure.WorkspaceClosedException;
import io.leaddispatcher.application.connection.ConnectionAccess;
import io.leaddispatcher.application.connection.port.Hook;
import io.leaddispatcher.application.hook.CountRejectedDelivery;
import io.leaddispatcher.application.hook.ResolveHook;
import io.leaddispatcher.application.intake.InboundEvent;
import io.leaddispatcher.application.intake.Intake;
import io.leaddispatcher.domain.access.Actor;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.util.DisconnectedClientHelper;
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

    private static final int LARGEST_BODY = 1024 * 1024;
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
    private static final Logger LOG = LoggerFactory.getLogger(SalesforceHook.class);

    private final ResolveHook hooks;
    private final CountRejectedDelivery rejected;
    private final Intake intake;
    private final InstantSource clock;

    SalesforceHook(
            ResolveHook hooks, CountRejectedDelivery rejected, Intake intake, InstantSource clock) {
        this.hooks = hooks;
        this.rejected = rejected;
        this.intake = intake;
        this.clock = clock;
    }

    @PostMapping("/hooks/salesforce/{hookId}")
    Mono<Void> receive(@PathVariable String hookId, ServerWebExchange exchange) {
        ServerHttpRequest request = exchange.getRequest();
        return body(request)
                .flatMap(body ->
                        hooks.handle(new ResolveHook.Query(hookId, TYPE))
                                .flatMap(hook -> answer(hook, request.getHeaders(), body))
                                .defaultIfEmpty(HttpStatus.NOT_FOUND))
                .onErrorResume(
                        DataBufferLimitException.class, _ -> status(HttpStatus.CONTENT_TOO_LARGE))
                .onErrorResume(WorkspaceClosedException.class, _ -> status(HttpStatus.FORBIDDEN))
                .onErrorResume(error -> {
                    if (DisconnectedClientHelper.isClientDisconnectedException(error)) {
                        LOG.debug("Salesforce hung up", error);
                    } else {
                        LOG.error("Salesforce delivery could not be taken", error);
                    }
                    return status(HttpStatus.SERVICE_UNAVAILABLE);
                })
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

    private static Mono<byte[]> body(ServerHttpRequest request) {
        if (request.getHeaders().getContentLength() > LARGEST_BODY) {
            return Mono.error(new DataBufferLimitException("the body is announced as too large"));
        }
        return DataBufferUtils.join(request.getBody(), LARGEST_BODY)
                .map(buffer -> {
                    byte[] bytes = new byte[buffer.readableByteCount()];
                    buffer.read(bytes);
                    DataBufferUtils.release(buffer);
                    return bytes;
                })
                .defaultIfEmpty(new byte[0]);
    }

    private Mono<HttpStatus> answer(Hook hook, HttpHeaders headers, byte[] body) {
        if (!isXml(headers)) {
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

    private static boolean isXml(HttpHeaders headers) {
        Optional<String> encoding =
                Optional.ofNullable(headers.getFirst(HttpHeaders.CONTENT_ENCODING));
        if (encoding.filter(name -> !name.equalsIgnoreCase("identity")).isPresent()) {
            return false;
        }
        String type = headers.getFirst(HttpHeaders.CONTENT_TYPE);
        try {
            return type != null
                    && (MediaType.TEXT_XML.isCompatibleWith(MediaType.parseMediaType(type))
                            || MediaType.APPLICATION_XML.isCompatibleWith(
                                    MediaType.parseMediaType(type)));
        } catch (InvalidMediaTypeException _) {
            return false;
        }
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
        var caller =
                new Caller(hook.tenant(), new Actor.Connection(connection.key().value(), TYPE));
        return intake.handle(caller, events).thenReturn(HttpStatus.OK);
    }

    private static Mono<HttpStatus> status(HttpStatus status) {
        return Mono.just(status);
    }
}
