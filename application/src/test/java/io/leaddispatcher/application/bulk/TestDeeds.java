package io.leaddispatcher.application.bulk;

import io.leaddispatcher.application.work.Act;
import io.leaddispatcher.application.work.ActOutcome;
import java.util.Map;
import java.util.function.Function;
import reactor.core.publisher.Mono;

/** Deeds of a desk at which nothing is an outcome. */
public final class TestDeeds {

    private TestDeeds() {}

    public static Deeds of(
            Function<Act, Mono<ActOutcome>> reassign, Function<Act, Mono<ActOutcome>> giveBack) {
        return new Deeds(Map.of(Deed.REASSIGN, reassign, Deed.RETURN, giveBack));
    }
}
