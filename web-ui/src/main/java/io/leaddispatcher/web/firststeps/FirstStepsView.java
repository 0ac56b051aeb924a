package io.leaddispatcher.web.firststeps;

import io.leaddispatcher.application.firststeps.FirstStep;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The steps, and how far one is.
 *
 * @param done how many
 */
public record FirstStepsView(List<Step> steps, int done) {

    /**
     * One step. Its words are the messages {@code first.<id>…}.
     *
     * @param next whether it is the first that is not done
     * @param href where it is done
     * @param posts whether it is done by a form, and not by going somewhere
     */
    public record Step(String id, boolean done, boolean next, String href, boolean posts) {}

    public FirstStepsView {
        steps = List.copyOf(steps);
    }

    static FirstStepsView of(Set<FirstStep> taken) {
        var next = Arrays.stream(FirstStep.values()).filter(step -> !taken.contains(step));
        var first = next.findFirst();
        return new FirstStepsView(
                Arrays.stream(FirstStep.values())
                        .map(step ->
                                new Step(
                                        step.name().toLowerCase(Locale.ROOT),
                                        taken.contains(step),
                                        first.filter(step::equals).isPresent(),
                                        href(step),
                                        step == FirstStep.LEAD))
                        .toList(),
                taken.size());
    }

    private static String href(FirstStep step) {
        return switch (step) {
            case REPS -> "/reps/_new";
            case SLACK -> "/connections/add/slack";
            case POLICY -> "/policy";
            case LEAD -> "/first-steps/lead";
        };
    }
}
