package io.leaddispatcher.application.transaction;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Work for many at once that takes milliseconds. On the thread of the database connection whose
 * answer it follows it would hold up the other connections of that thread, and with them the group
 * that is being routed: it is done elsewhere. For a few it is done at once, since they would wait
 * longer for another thread than for the work.
 */
public final class LongWork {

    private static final int MANY = 8;

    private LongWork() {}

    /** Whether work for so many is long. */
    public static boolean is(int many) {
        return many >= MANY;
    }

    /** What comes after this, for so many, is done elsewhere when it is long. */
    public static <T> Mono<T> after(Mono<T> known, int many) {
        return is(many) ? known.publishOn(Schedulers.single()) : known;
    }

    /** Done elsewhere when it is long; its errors are its own. */
    static void run(Runnable work, int many) {
        if (is(many)) {
            Schedulers.single().schedule(work);
        } else {
            work.run();
        }
    }
}
