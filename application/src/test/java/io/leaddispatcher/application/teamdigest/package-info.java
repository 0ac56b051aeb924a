@NullMarked
package io.leaddispatcher.application.teamdigest;

import org.jspecify.annotations.NullMarked;
