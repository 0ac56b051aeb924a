package io.leaddispatcher.application.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import io.leaddispatcher.application.configuration.ConfigurationKind;
import io.leaddispatcher.application.configuration.InMemoryConfigurationDocuments;
import io.leaddispatcher.application.configuration.StoredDocument;
import io.leaddispatcher.application.routing.QuietWorkspace;
import io.leaddispatcher.application.webhook.InMemoryWebhooks;
import io.leaddispatcher.domain.queue.QueueKey;
import io.leaddispatcher.domain.tenant.TenantId;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;

class RoutingConfigurationsTest {

    private static final TenantId TENANT = new TenantId(new UUID(1, 1));

    private final InMemoryConfigurationDocuments documents = new InMemoryConfigurationDocuments();
    private final AtomicInteger readings = new AtomicInteger();

    /** Its policies are read last: until then so many changes have been committed. */
    private RoutingConfigurations whileChanging(int changes) {
        return new RoutingConfigurations(
                documents,
                _ ->
                        Flux.defer(() -> {
                            if (readings.incrementAndGet() <= changes) {
                                add("queue-" + readings.get());
                            }
                            return Flux.empty();
                        }),
                QuietWorkspace.of(TENANT),
                new InMemoryWebhooks());
    }

    private void add(String queue) {
        documents
                .save(
                        TENANT,
                        ConfigurationKind.QUEUE,
                        new StoredDocument(queue, Map.of("name", queue), 1))
                .then(documents.advance(TENANT))
                .block();
    }

    @Test
    void whatIsCommittedWhileAllIsReadIsReadToo() {
        var snapshot = Objects.requireNonNull(whileChanging(1).current(TENANT).block());

        assertThat(snapshot.revision()).isEqualTo(1);
        assertThat(snapshot.configuration().queue(new QueueKey("queue-1"))).isPresent();
    }

    @Test
    void aConfigurationThatGoesOnChangingKeepsNobodyWaiting() {
        var snapshot = whileChanging(Integer.MAX_VALUE).current(TENANT).block();

        assertThat(snapshot).isNotNull();
        assertThat(readings).hasValueLessThan(10);
    }

    @Test
    void whatHasNotChangedIsReadOnce() {
        var configurations = whileChanging(0);

        assertThat(configurations.current(TENANT).block())
                .isSameAs(configurations.current(TENANT).block());
        assertThat(readings).hasValue(1);
    }
}
