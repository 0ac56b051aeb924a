package io.leaddispatcher.application.presence.port;

import io.leaddispatcher.application.presence.Sighting;
import reactor.core.publisher.Flux;

/** The other nodes, where people have drafts open. Word may get lost on the way. */
public interface OtherDesks {

    /** Returns at once and never fails. */
    void tell(Sighting sighting);

    /** What other nodes have seen from now on; never what this one has told. Never ends. */
    Flux<Sighting> sightings();

    /** There are no others. */
    static OtherDesks none() {
        return new OtherDesks() {
            @Override
            public void tell(Sighting sighting) {
                // Nobody is there to be told.
            }

            @Override
            public Flux<Sighting> sightings() {
                return Flux.never();
            }
        };
    }
}
