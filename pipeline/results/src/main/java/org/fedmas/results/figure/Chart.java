package org.fedmas.results.figure;

/** A chart that draws itself. Lengths are in points of 1/96 inch. */
sealed interface Chart permits LineChart, HeatMap, IntervalPlot {

  /** Returns the drawing. */
  Sheet drawn(Lettering letters);
}
