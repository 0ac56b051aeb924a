package io.leaddispatcher.application.lookup.port;

import io.leaddispatcher.application.lookup.Question;

/** Takes questions that are to be asked now. */
@FunctionalInterface
public interface LookUpWork {

    /**
     * Never waits. Where too many are asked already it is not asked: its event is routed when its
     * time is up.
     */
    void take(Question question);
}
