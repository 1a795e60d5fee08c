import type { SourceConsumer } from './endpoint.ts';
import { maxSpatialLayer } from './forward.ts';
import { chooseSpatialLayer, layerSidesPx } from './layers.ts';
import { whileOpen } from './while-open.ts';

/** How a client shows one of its consumers. */
export interface View {
  id: string;
  hidden: boolean;
  /** Longer side on screen in device pixels. */
  sidePx: number;
}

/** Lets a consumer send the layer that fits how its client shows it. */
export async function showLayer(consumer: SourceConsumer, { hidden, sidePx }: View): Promise<void> {
  const { source, sidePx: topSidePx } = consumer.appData;
  const top = maxSpatialLayer(consumer);
  if (!hidden && top > 0 && (source === 'camera' || source === 'screen')) {
    const spatialLayer = chooseSpatialLayer(sidePx, layerSidesPx(source, top + 1, topSidePx));
    if (consumer.preferredLayers?.spatialLayer !== spatialLayer) {
      await whileOpen(consumer, () => consumer.setPreferredLayers({ spatialLayer }));
    }
  }
}
