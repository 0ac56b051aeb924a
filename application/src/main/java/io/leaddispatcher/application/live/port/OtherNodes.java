package io.leaddispatcher.application.live.port;

import io.leaddispatcher.application.live.Happened;
import reactor.core.publisher.Flux;

/**
 * The other nodes of the installation. Word may get lost on the way: whoever depends on it looks
 * for itself as well.
 */
public interface OtherNodes {

    /** Passes on what this node has committed. Returns at once and never fails. */
    void tell(Happened happened);

    /** What other nodes have committed from now on; never what this one has told. Never ends. */
    Flux<Happened> heard();

    /** There are no others. */
    static OtherNodes none() {
        return new OtherNodes() {
            @Override
            public void tell(Happened happened) {
                // Nobody is there to be told.
            }

            @Override
            public Flux<Happened> heard() {
                return Flux.never();
            }
        };
    }
}
