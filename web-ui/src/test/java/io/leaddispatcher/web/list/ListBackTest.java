package io.leaddispatcher.web.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ListBackTest {

    private static String back(String address) {
        return ListBack.to(address, "/queues", List.of("queue", "after"))
                .with("note", "given")
                .text();
    }

    @Test
    void whoeverHasActedIsWhereTheyWere() {
        assertThat(back("/queues?queue=after-hours&after=2026-11-30T09:00:00Z%2F1"))
                .isEqualTo(
                        "/queues?queue=after-hours&after=2026-11-30T09%3A00%3A00Z%2F1&note=given");
        assertThat(back("/queues")).isEqualTo("/queues?note=given");
    }

    @Test
    void whateverSomebodyWritesLeadsNowhereElse() {
        assertThat(back("https://evil.test/queues?queue=a&next=b"))
                .isEqualTo("/queues?queue=a&note=given");
        assertThat(back("/queues?queue=%zz")).isEqualTo("/queues?note=given");
        assertThat(back("")).isEqualTo("/queues?note=given");
    }
}
