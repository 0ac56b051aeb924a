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
     * @param detail the message with what it is good for
     * @param next whether it is the first that is not done
     * @param href where it is done
     * @param posts whether it is done by a form, and not by going somewhere
     */
    public record Step(
            String id, String detail, boolean done, boolean next, String href, boolean posts) {}

    public FirstStepsView {
        steps = List.copyOf(steps);
    }

    /**
     * @param sandbox whether what goes out while nothing is connected can be seen
     */
    static FirstStepsView of(Set<FirstStep> taken, boolean sandbox) {
        var next = Arrays.stream(FirstStep.values()).filter(step -> !taken.contains(step));
        var first = next.findFirst();
        return new FirstStepsView(
                Arrays.stream(FirstStep.values())
                        .map(step ->
                                new Step(
                                        id(step),
                                        detail(step, sandbox),
                                        taken.contains(step),
                                        first.filter(step::equals).isPresent(),
                                        href(step),
                                        step == FirstStep.LEAD))
                        .toList(),
                taken.size());
    }

    private static String id(FirstStep step) {
        return step.name().toLowerCase(Locale.ROOT);
    }

    private static String detail(FirstStep step, boolean sandbox) {
        var detail = "first.%s.detail".formatted(id(step));
        return sandbox && step == FirstStep.SLACK ? detail + "-sandbox" : detail;
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
