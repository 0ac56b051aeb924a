@NullMarked
package io.leaddispatcher.application.firststeps;

import org.jspecify.annotations.NullMarked;
