package io.leaddispatcher.domain.policy;

import java.time.Duration;

/**
 * When a later event of the same lead may move it to a better tier.
 *
 * @param max how many times
 * @param lock how long after the offer it stays where it is; zero: not at all
 */
public record Reroute(int max, Duration lock) {

    public static final Reroute DEFAULT = new Reroute(1, Duration.ZERO);
}
