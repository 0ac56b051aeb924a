package io.leaddispatcher.domain.pool;

/**
 * What a member has made of leads of one kind.
 *
 * @param concluded leads whose work is over, however it ended
 * @param won how many of those were won
 */
public record TrackRecord(long concluded, long won) {

    public static final TrackRecord NONE = new TrackRecord(0, 0);

    public TrackRecord {
        if (won < 0 || won > concluded) {
            throw new IllegalArgumentException(
                    "won (%d) must be between 0 and concluded (%d)".formatted(won, concluded));
        }
    }

    public TrackRecord plus(TrackRecord other) {
        return new TrackRecord(concluded + other.concluded, won + other.won);
    }
}
