/**
 * Joins over the index: who chooses, scales, builds, names and defines whom. Pure questions that rules of workspace
 * scope ask; each answers with facts and the documents they stand in, never with another file's tree.
 */
export { type BackupJob, backupJobs, backupsOf, isBackedUp, isBackupTool } from './link-backup.js';
export { type Dependents, dependentsIn } from './link-dependents.js';
export { type HealthState, healthOf, healthOfStage, programsOf } from './link-health.js';
export {
  composeServices,
  listenPort,
  prometheusServers,
  type ServicePort,
  serversReading,
  servicesOnPort,
  sharesLoopback,
} from './link-hosts.js';
export {
  type ContainerUse,
  effective,
  isReplacedImage,
  isVariableReplaced,
  stageOf,
  stageOfImage,
  usersOf,
} from './link-image.js';
export {
  defaultsFor,
  definitionOf,
  hasPods,
  isFixed,
  isServiceName,
  mayBeSelected,
  monitorsOf,
  referencesTo,
  scaledBy,
  scalersOf,
  selectedBy,
  selectorsOf,
  servicesOf,
} from './link-kubernetes.js';
export { isCollected, missingLogShipper } from './link-logs.js';
export { heapPlaceOf, type MemoryBudget, memoryBudgetOf } from './link-memory.js';
export { dropsContainerLabels } from './link-metrics.js';
export { isAutosized, isSupplied, refusal } from './link-resources.js';
export { placeInRunning, type Running, runningOf, runsOf } from './link-running.js';
export { type ScaledService, scaledBehind } from './link-scaled.js';
export { isUnitComplete, sameUnit } from './link-unit.js';
export { type RootUse, rootUseOf } from './link-user.js';
export { declaredData, isHeld } from './link-volumes.js';
