import MeshRuntime
import Risk

await ServiceProgram.run(riskService)
