package io.leaddispatcher.web.firststeps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.leaddispatcher.application.firststeps.FirstStep;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FirstStepsViewTest {

    @Test
    void besideASandboxSlackIsStillToBeConnected() {
        var view = FirstStepsView.of(Set.of(FirstStep.REPS), true);

        assertThat(view.done()).isEqualTo(1);
        assertThat(view.steps())
                .extracting(FirstStepsView.Step::id, FirstStepsView.Step::done)
                .contains(tuple("slack", false));
        assertThat(detailOfSlack(view)).isEqualTo("first.slack.detail-sandbox");
    }

    @Test
    void withoutOneNothingIsSaidOfIt() {
        assertThat(detailOfSlack(FirstStepsView.of(Set.of(), false)))
                .isEqualTo("first.slack.detail");
    }

    private static String detailOfSlack(FirstStepsView view) {
        return view.steps().stream()
                .filter(step -> step.id().equals("slack"))
                .map(FirstStepsView.Step::detail)
                .findFirst()
                .orElseThrow();
    }
}
