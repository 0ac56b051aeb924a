@NullMarked
package io.leaddispatcher.application.leadfilter;

import org.jspecify.annotations.NullMarked;
