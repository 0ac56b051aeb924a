package io.leaddispatcher.web.connection;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom the reps are on another side: which owners of a CRM, which members of a Slack workspace.
 *
 * @param connection its key
 * @param system what the other side is called
 * @param path address of the list; that of a rep is below it
 * @param field by which a form says who was chosen
 * @param title of the list
 * @param lead what it is good for
 * @param none what will be here as soon as there are reps
 * @param problem why not everybody is known; null when everybody is
 * @param tally how many reps are known how, in words
 * @param note what has just been done, or why not; null when nothing was
 * @param lines the reps; only the one for whom somebody is chosen where one is
 * @param others who is nobody here; null when nobody is, or nobody knows
 * @param choice of somebody for one rep; null where all are shown
 */
record WhoIsWhoView(
        String connection,
        String system,
        String path,
        String field,
        String title,
        String lead,
        String none,
        @Nullable String problem,
        List<String> tally,
        @Nullable String note,
        String tone,
        List<Line> lines,
        @Nullable Others others,
        @Nullable Choosing choice) {

    /**
     * A rep.
     *
     * @param who whom they are there; null when nobody knows
     * @param why why it is so, where that is not plain; null where it is
     * @param linked whether somebody has said who it is
     */
    record Line(
            String key,
            String name,
            String email,
            String state,
            String tone,
            @Nullable String who,
            @Nullable String why,
            boolean linked) {}

    /**
     * @param version of the rep, which must still hold when somebody is chosen
     * @param words that were looked for
     * @param nobody what is said when nobody fits
     * @param more how many more fit, in words; null when all are shown
     */
    record Choosing(
            String rep,
            String name,
            long version,
            String words,
            List<Person> people,
            String nobody,
            @Nullable String more) {}

    /**
     * Somebody on the other side.
     *
     * @param taken the name of the rep who it is already, in a sentence; null when none is
     */
    record Person(String id, String name, @Nullable String email, @Nullable String taken) {}

    /**
     * @param count how many there are, in words
     */
    record Others(String count, List<Person> people) {}
}
