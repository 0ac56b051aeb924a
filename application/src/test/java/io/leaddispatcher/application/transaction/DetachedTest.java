package io.leaddispatcher.application.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Sinks;

class DetachedTest {

    @Test
    void whatFollowsACommitIsDoneAlsoWhenNobodyWaitsForItAnyMore() {
        Sinks.One<String> commit = Sinks.one();
        List<String> told = new ArrayList<>();
        var waiting = Detached.from(commit.asMono().doOnNext(told::add)).subscribe();

        waiting.dispose();
        commit.tryEmitValue("committed");

        assertThat(told).containsExactly("committed");
    }
}
