package io.leaddispatcher.infra.fire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Where leads came from that a form has brought. */
class FormSourceIT {

    private static final Node NODE = SharedNode.node();
    private static final Tables TABLES = SharedNode.tables();

    @Test
    void aNewLeadCameFromAFormUnlessTheFormSaysBetterAndAKnownOneStaysWhatItWas() throws Exception {
        NODE.api().put("/connections/sources", "{\"type\":\"form\"}");
        String form =
                "/hooks/forms/"
                        + TABLES.texts("select hook_id from connection where key = 'sources'")
                                .getFirst();

        fill(form, "silent", "");
        assertSource("silent", "web-form");
        fill(form, "telling", ",\"lead\":{\"source\":\"google\"}");
        assertSource("telling", "google");

        fill(form, "telling", ",\"lead\":{\"intent\":\"demo\"}");
        await().atMost(Duration.ofSeconds(20))
                .until(() ->
                        TABLES.count(
                                        "select count(*) from lead where email = 'telling@sources.example' and document -> 'lead' ->> 'intent' = 'demo'")
                                == 1);
        assertSource("telling", "google");
    }

    private static void fill(String form, String name, String more) throws Exception {
        assertThat(
                        NODE.api()
                                .hook(
                                        form,
                                        "{\"contact\":{\"email\":\"%s@sources.example\"}%s}"
                                                .formatted(name, more),
                                        "Idempotency-Key",
                                        "source-%s-%d".formatted(name, more.length()))
                                .statusCode())
                .isEqualTo(202);
    }

    private static void assertSource(String name, String source) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() ->
                        assertThat(
                                        TABLES.texts(
                                                "select coalesce(source, '-') from lead where email = '%s@sources.example'"
                                                        .formatted(name)))
                                .containsExactly(source));
    }
}
